import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { silentLog } from "../../../src/core/log.ts";
import { HecateSocket } from "../../../src/hecate/socket.ts";
import {
  type Answer,
  decodeQuestion,
  maxQuestionBytes,
  type Question,
} from "../../../src/hecate/socket-protocol.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("hecate's socket", () => {
  const dir = useTempDir();
  let socket: HecateSocket;
  let asked: Question[];
  const path = () => join(dir(), "hecate.sock");

  beforeEach(async () => {
    asked = [];
    socket = await HecateSocket.listen({
      ...{ path: path(), log: silentLog() },
      answer: async (question): Promise<Answer> => {
        asked.push(question);
        if (question.ask === "status") throw new Error("no status here");
        if (question.ask === "order") return { ok: true, run: 1 };
        return { ok: true, inhibit: { leftMs: question.forMs } };
      },
    });
  });
  afterEach(() => socket.close());

  /** All that is answered until the other side ends, or until so many lines have come. */
  function answers(send: string, lines: number): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      const client: Socket = connect(path());
      let text = "";
      const end = () => {
        client.destroy();
        resolve(
          text
            .split("\n")
            .slice(0, -1)
            .map((line) => JSON.parse(line)),
        );
      };
      client.setEncoding("utf8");
      client.once("error", reject);
      client.once("close", end);
      client.on("data", (piece) => {
        text += piece;
        if (text.split("\n").length > lines) end();
      });
      client.write(send);
    });
  }

  const inhibit = (forMs: number) =>
    `${JSON.stringify({ ask: "inhibit", forMs, reason: "work", by: "ada" })}\n`;

  it("[REQ-HEC-17] answers a line with a line, in order, and says what is wrong with a question", async () => {
    const found = await answers(`${inhibit(1)}{"ask":"status"}\n${inhibit(2)}{"ask":"x"}\n`, 4);
    assert.deepEqual(found, [
      { ok: true, inhibit: { leftMs: 1 } },
      { ok: false, problem: { code: "unavailable", message: "no status here" } },
      { ok: true, inhibit: { leftMs: 2 } },
      {
        ok: false,
        problem: { code: "bad-request", message: "ask is one of: status, inhibit, order" },
      },
    ]);
  });

  it("[REQ-HEC-17] is for root and its group alone", () => {
    assert.equal(statSync(path()).mode & 0o777, 0o660);
  });

  it("[REQ-HEC-17] cuts off who says too much in a line", async () => {
    const found = await answers("x".repeat(maxQuestionBytes + 1), 99);
    assert.match(JSON.stringify(found), /too-large/);
    assert.deepEqual(asked, []);
  });

  it("[REQ-HEC-17] comes up in the place of a socket that was left over, and of nothing else", async () => {
    await socket.close();
    writeFileSync(path(), "not a socket");
    const options = { path: path(), log: silentLog(), answer: () => ({ ok: true }) as const };
    await assert.rejects(HecateSocket.listen(options), /no socket/);
  });
});

describe("a question to hecate", () => {
  for (const line of [
    "",
    "[]",
    "null",
    '{"ask":"inhibit","forMs":1.5,"reason":"r","by":"b"}',
    '{"ask":"inhibit","forMs":-1,"reason":"r","by":"b"}',
    '{"ask":"inhibit","forMs":14400001,"reason":"r","by":"b"}',
    '{"ask":"inhibit","forMs":1,"reason":"","by":"b"}',
    '{"ask":"inhibit","forMs":1,"reason":"r"}',
  ]) {
    it(`[REQ-HEC-17] is refused: ${line}`, () => {
      assert.throws(() => decodeQuestion(line), { code: "bad-request" });
    });
  }

  it("[REQ-HEC-17] may be of four hours, and of none", () => {
    for (const forMs of [0, 4 * 3_600_000]) {
      const line = JSON.stringify({ ask: "inhibit", forMs, reason: "r", by: "b" });
      assert.deepEqual(decodeQuestion(line), { ask: "inhibit", forMs, reason: "r", by: "b" });
    }
  });
});
