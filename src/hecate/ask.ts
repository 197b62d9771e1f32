import { connect } from "node:net";
import { HirteError, messageOf } from "../core/errors.ts";
import type { AnswerOf, ProblemAnswer, Question } from "./socket-protocol.ts";

/** A daemon that lives answers within its turn of the loop. */
const patienceMs = 10_000;

/**
 * Asks the daemon of this machine.
 * @throws HirteError `not-reachable` with what to do, where nobody answers; or what the daemon answered in place of an
 * answer
 */
export async function askHecate<Q extends Question>(
  path: string,
  question: Q,
  options: { readonly timeoutMs?: number } = {},
): Promise<Exclude<AnswerOf<Q>, ProblemAnswer>> {
  const line = await answerLine(path, question, options.timeoutMs ?? patienceMs);
  let answer: AnswerOf<Q>;
  try {
    // A daemon of this machine, which was installed with this program.
    answer = JSON.parse(line) as AnswerOf<Q>;
  } catch (cause) {
    throw notReachable(path, "what it answers is not an answer of hecate's", cause);
  }
  // Of all answers, only a problem says that it is not ok.
  if (answer.ok) return answer as Exclude<AnswerOf<Q>, ProblemAnswer>;
  const { code, message } = answer.problem;
  throw new HirteError(code, message);
}

function answerLine(path: string, question: Question, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let said = "";
    const fail = (problem: string, cause?: unknown) => {
      socket.destroy();
      reject(notReachable(path, problem, cause));
    };
    // For all of it: a daemon that says a little now and then is none to wait for.
    const timer = setTimeout(() => fail(`no answer within ${timeoutMs / 1000} s`), timeoutMs);
    socket.setEncoding("utf8");
    socket.once("connect", () => socket.write(`${JSON.stringify(question)}\n`));
    socket.once("error", (error) => fail(messageOf(error), error));
    socket.once("close", () => {
      clearTimeout(timer);
      fail("it ended the connection without an answer");
    });
    socket.on("data", (text: string) => {
      said += text;
      const end = said.indexOf("\n");
      if (end < 0) return;
      resolve(said.slice(0, end));
      socket.destroy();
    });
  });
}

function notReachable(path: string, problem: string, cause: unknown): HirteError {
  return new HirteError(
    "not-reachable",
    `hecate cannot be asked at ${path}: ${problem}; ${cureOf(cause)}`,
    {
      cause,
      // For whoever has a cure of its own.
      details: { path, problem, isForbidden: isForbidden(cause) },
    },
  );
}

function isForbidden(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EACCES";
}

function cureOf(cause: unknown): string {
  if (isForbidden(cause)) return "ask as root, whom the socket is open to";
  return "`systemctl status hecate` tells whether the daemon is running, and `hecate doctor` what it lacks";
}
