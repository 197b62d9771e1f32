import assert from "node:assert/strict";
import { isHirteError } from "../../../src/core/errors.ts";
import { UpsdClient, upsdCodeOf } from "../../../src/nut/upsd-client.ts";
import type { UpsdConnectionOptions } from "../../../src/nut/upsd-connection.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { onLine, ScriptedUpsd } from "../../support/scripted-upsd.ts";

describe("a connection to something like upsd", () => {
  let upsd: ScriptedUpsd;
  const clients: UpsdClient[] = [];
  const connect = async (options: Partial<UpsdConnectionOptions> = {}) => {
    const { host, port } = upsd;
    const client = await UpsdClient.connect({ host, port, ...options });
    clients.push(client);
    return client;
  };
  beforeEach(async () => {
    upsd = await ScriptedUpsd.start(onLine);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await upsd.stop();
  });

  it("[REQ-NUT-1] reads an answer that comes byte by byte, with CR LF", async () => {
    upsd.script = (line, socket) => {
      const answer = onLine(line, socket)?.replaceAll("\n", "\r\n") ?? "";
      // The kernel may put some together again; a turn between them keeps most apart.
      void (async () => {
        for (const char of answer) {
          socket.write(char);
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      return undefined;
    };
    assert.deepEqual(await (await connect()).listVariables("alpha"), { "ups.status": "OL" });
  });

  for (const [what, answer] of Object.entries({
    "that is garbage": "\x00\xff\xfe\x80garbage\n",
    "to something else": "VAR alpha ups.load 1\n",
    "with an open quote": 'BEGIN LIST VAR alpha\nVAR alpha a "b\nEND LIST VAR alpha\n',
    "whose line does not end": "x".repeat(10_000),
    "followed by one that nobody asked for": `${onLine("LIST VAR alpha", {} as never)}OK\n`,
  })) {
    it(`[REQ-NUT-2] an answer ${what} ends it`, async () => {
      upsd.script = () => answer;
      const client = await connect();
      const isFirstWhole = what.startsWith("followed");
      const asked = client.listVariables("alpha");
      if (isFirstWhole) await asked;
      else await assert.rejects(asked, (error) => isHirteError(error, "bad-message"));
      await assert.rejects(client.version(), (error) => isHirteError(error, "bad-message"));
      assert.equal(client.isOpen, false);
      await upsd.until("it hung up", () => upsd.connections === 0);
    });
  }

  for (const [how, leave] of Object.entries({
    "with an end": (socket: { end(): void }) => socket.end(),
    "with a reset": (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy(),
  })) {
    it(`[REQ-NUT-2] that upsd leaves ${how}, in the middle of a line, is connection-lost`, async () => {
      upsd.script = (_line, socket) => {
        socket.write("BEGIN LIST VAR al", () => leave(socket));
        return undefined;
      };
      const client = await connect();
      await assert.rejects(client.listVariables("alpha"), (error) =>
        isHirteError(error, "connection-lost"),
      );
      assert.equal(client.isOpen, false);
    });
  }

  it("[REQ-NUT-4] to a port where nobody listens is not-reachable", async () => {
    const { port } = upsd;
    await upsd.stop();
    upsd = await ScriptedUpsd.start();
    await assert.rejects(connect({ port }), (error) => isHirteError(error, "not-reachable"));
  });

  it("[REQ-NUT-4] ends with a command that is not answered in time, and a late answer reaches nobody", async () => {
    const clock = new FakeClock();
    upsd.script = () => undefined;
    const client = await connect({ clock, timeoutMs: 1000 });
    const first = client.variable("alpha", "ups.status");
    const second = client.variable("alpha", "battery.charge");
    const [socket] = upsd.sockets;
    await upsd.until("it was asked", () => upsd.lines.length === 1);
    await clock.advance(999);
    assert.equal(client.isOpen, true);
    const both = Promise.allSettled([first, second]);
    await clock.advance(1);
    socket?.write('VAR alpha ups.status "OL"\nVAR alpha battery.charge "1"\n');
    for (const answer of await both) {
      assert.ok(answer.status === "rejected" && isHirteError(answer.reason, "deadline"));
    }
    await upsd.until("it hung up", () => upsd.connections === 0);
    assert.deepEqual(upsd.lines, ["GET VAR alpha ups.status"]);
    assert.equal(clock.pending, 0);
  });

  it("[REQ-NUT-4] is not made where upsd does not finish STARTTLS in time", async () => {
    const clock = new FakeClock();
    upsd.script = () => undefined;
    const asked = upsd.until("STARTTLS", () => upsd.lines.length === 1);
    const connecting = connect({ clock, timeoutMs: 1000, tls: { mode: "required" } });
    const refused = assert.rejects(connecting, (error) => isHirteError(error, "deadline"));
    await asked;
    await clock.advance(1000);
    await refused;
    assert.equal(clock.pending, 0);
  });

  it("[REQ-NUT-4] ends with a command that is given up, and goes on without one that had not been sent", async () => {
    upsd.script = () => undefined;
    const client = await connect();
    const [sent, waiting] = [new AbortController(), new AbortController()];
    const first = client.variable("alpha", "a", { signal: sent.signal });
    const second = client.variable("alpha", "b", { signal: waiting.signal });
    waiting.abort();
    await assert.rejects(second, (error) => isHirteError(error, "closed"));
    assert.equal(client.isOpen, true);
    sent.abort();
    await assert.rejects(first, (error) => isHirteError(error, "closed"));
    assert.equal(client.isOpen, false);
    const given = AbortSignal.abort();
    await assert.rejects(connect({ signal: given }), (error) => isHirteError(error, "closed"));
  });

  it("[REQ-NUT-5] tells of an FSD without an answer that nobody knows, and of one not sent that it was not", async () => {
    upsd.script = (_line, socket) => {
      if (upsd.lines.length === 1) setImmediate(() => socket.destroy());
      return undefined;
    };
    const client = await connect();
    const fsd = client.forceShutdown("alpha");
    const command = client.runCommand({ ups: "alpha", command: "load.off" });
    const [first, second] = await Promise.allSettled([fsd, command]);
    assert.ok(first.status === "rejected" && isHirteError(first.reason, "outcome-unknown"));
    assert.ok(second.status === "rejected" && isHirteError(second.reason, "not-sent"));
    assert.deepEqual(upsd.lines, ["FSD alpha"]);
    const later = client.forceShutdown("alpha");
    await assert.rejects(later, (error) => isHirteError(error, "not-sent"));
  });

  it("[REQ-NUT-7] is the primary's by MASTER where upsd is older than 2.8, and no other refusal is asked twice", async () => {
    upsd.script = (line) => (line.startsWith("PRIMARY") ? "ERR UNKNOWN-COMMAND\n" : "OK MASTER\n");
    const client = await connect();
    assert.equal(await client.primary("alpha"), "MASTER");
    upsd.script = () => "ERR ACCESS-DENIED\n";
    await assert.rejects(client.primary("alpha"), (error) => upsdCodeOf(error) === "ACCESS-DENIED");
    assert.deepEqual(upsd.lines, ["PRIMARY alpha", "MASTER alpha", "PRIMARY alpha"]);
  });

  it("[REQ-NUT-4] that is closed while upsd is silent ends by the deadline of LOGOUT", async () => {
    const clock = new FakeClock();
    upsd.script = () => undefined;
    const client = await connect({ clock, timeoutMs: 1000 });
    const closing = client.close();
    await upsd.until("LOGOUT", () => upsd.lines.includes("LOGOUT"));
    await clock.advance(1000);
    await closing;
    assert.equal(clock.pending, 0);
  });
});
