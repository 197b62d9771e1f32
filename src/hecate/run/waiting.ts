/** What steps wait for: each function looks once, and says why it is not so yet. */
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect } from "node:net";
import { isHirteError, messageOf } from "../../core/errors.ts";
import { randomId } from "../../core/ids.ts";
import type { WaitFor, WaitForTcp } from "../../power/plan-model.ts";
import { placeOf } from "../../power/plan-steps.ts";
import type { Act, NodeHands, Presence } from "./ports.ts";

/** Between two looks at something that is waited for. */
export const againMs = 2000;
/** Between two runs of a command that is waited for. */
const commandAgainMs = 10_000;
/** Asking a node how it is. */
export const askMs = 10_000;
/** One run of a command that is waited for. */
const mostCommandMs = 60_000;

/** How it is waited for something. */
export interface Wait {
  /** @returns why it is not so yet; undefined: it is. What it rejects with is why not, too. */
  readonly whyNot: () => Promise<string | undefined>;
  /** Between two looks. */
  readonly everyMs: number;
  /** Whether waiting longer is of no use. */
  readonly isHopeless: (error: unknown) => boolean;
}

/** What a wait looks with. */
export interface WaitWith {
  readonly hands: NodeHands;
  readonly presence: Pick<Presence, "agentOf">;
  /** An act of this step. */
  readonly act: (part: string, forMs: number) => Act;
  readonly leftMs: () => number;
  readonly signal: AbortSignal;
}

/** How it is waited for what a step says. */
export function waitOf(
  action: WaitForTcp | (WaitFor & { readonly node: string }),
  { hands, presence, act, leftMs, signal }: WaitWith,
): Wait {
  const look = (whyNot: Wait["whyNot"]): Wait => ({
    whyNot,
    everyMs: againMs,
    isHopeless: () => false,
  });
  switch (action.what) {
    case "time-synced":
      return look(async () => {
        const isSynced = await hands.isTimeSynced(action.node, act("", askMs));
        return isSynced ? undefined : "its clock is not in step yet";
      });
    case "agent":
      return look(async () => {
        const state = presence.agentOf(action.node);
        if (state === "online") return undefined;
        return state === "unknown" ? "hirte is not to be asked" : "its agent is offline";
      });
    case "unit":
      return look(async () => {
        const { node, unit, is } = action;
        const condition = await hands.unitCondition(node, unit, act("", askMs));
        const runs = condition === "active" || condition === "changing";
        const isSo = is === "active" ? condition === "active" : !runs;
        return isSo ? undefined : `${unit} is ${condition}`;
      });
    case "command":
      return {
        // Each run is an act of its own: nobody wants to hear again how an earlier one ended.
        whyNot: async () => {
          const forMs = Math.max(1000, Math.min(mostCommandMs, leftMs()));
          const look = { ...act(randomId(), forMs), isLook: true } as const;
          await hands.runCommand(action.node, action.command, look);
          return undefined;
        },
        everyMs: commandAgainMs,
        isHopeless: (error) => isHirteError(error, "no-such-command", "denied"),
      };
    case "tcp":
      return look(() => whyNotConnected(action, signal));
  }
}

/** Why nothing takes a connection; undefined: something does. */
function whyNotConnected({ to }: WaitForTcp, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ ...to, timeout: askMs, signal });
    const end = (why: string | undefined) => {
      socket.destroy();
      resolve(why);
    };
    socket.once("connect", () => end(undefined));
    socket.once("timeout", () => end(`${placeOf(to)}: no answer within ${askMs / 1000} s`));
    socket.once("error", (error) => end(`${placeOf(to)}: ${messageOf(error)}`));
  });
}

/**
 * Why a URL does not answer as it should; undefined: it does. Its certificate is not looked at: addresses are numbers, and
 * nothing that it says is believed.
 */
export function whyNotAnswered(
  { url, expect }: { readonly url: string; readonly expect: number },
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const ask = url.startsWith("https:") ? httpsRequest : httpRequest;
    try {
      const options = { rejectUnauthorized: false, timeout: askMs, signal, agent: false } as const;
      const asked = ask(url, options, (answer) => {
        answer.resume();
        const { statusCode } = answer;
        resolve(statusCode === expect ? undefined : `${url} answers ${statusCode}`);
        asked.destroy();
      });
      asked.on("timeout", () => asked.destroy(new Error(`no answer within ${askMs / 1000} s`)));
      asked.on("error", (error) => resolve(`${url}: ${messageOf(error)}`));
      asked.end();
    } catch (error) {
      resolve(`${url}: ${messageOf(error)}`);
    }
  });
}
