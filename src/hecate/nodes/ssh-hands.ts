import type { HecateConfig } from "../../config/hecate-types.ts";
import type { HirteError } from "../../core/errors.ts";
import type { Act, CommandAct, NodeHands, PowerAct, UnitCondition } from "../run/ports.ts";
import { aborted } from "./agent-hands.ts";
import type { SshProgram, SshTarget } from "./ssh-program.ts";
import {
  bootScript,
  commandScript,
  conditionScript,
  endWord,
  noSuchUnitStatus,
  notToldStatus,
  powerOffScript,
  probeScript,
  propertiesIn,
  type Remote,
  sudoFor,
  syncScript,
  unitScript,
} from "./ssh-scripts.ts";
import { failureOf } from "./ssh-words.ts";
import { conditionOf } from "./unit-words.ts";
import { type Deed, problemOf } from "./words.ts";

/** What nodes are reached by. */
export interface SshHandsOptions {
  readonly config: () => Pick<HecateConfig, "nodes" | "transports">;
  readonly program: SshProgram;
}

/** `stderr`: a line that says what is wrong. */
type Ended = { readonly status: number; readonly stdout: string; readonly stderr: string };

/**
 * Has nodes do something by the ssh program and systemctl there. A command runs in a unit that is named by the id of its
 * act and stays, so that it runs once in a boot of the node, whoever is restarted here. An act's time is what it has to be
 * begun and to be ended in: the node begins with nothing that it was not told to within some seconds of its own clock.
 */
export class SshHands implements NodeHands {
  readonly #options: SshHandsOptions;

  constructor(options: SshHandsOptions) {
    this.#options = options;
  }

  async stopUnit(node: string, unit: string, act: Act): Promise<void> {
    await this.#unit(node, "stop", unit, act);
  }

  async startUnit(node: string, unit: string, act: Act): Promise<void> {
    await this.#unit(node, "start", unit, act);
  }

  /** As a command: a unit that was restarted under this id is not restarted under it once more. */
  async restartUnit(node: string, unit: string, act: Act): Promise<void> {
    const deed = { node, what: `restart ${unit}` };
    const argv = ["systemctl", "restart", "--", unit];
    const end = await this.#once(deed, act, { name: deed.what, argv });
    if (end.status === noSuchUnitStatus) {
      throw problemOf(deed, "no-such-unit", "there is no such unit");
    }
    if (end.status !== 0) throw problemOf(deed, "job-failed", end.text);
  }

  /** By the name that it has in `transports.ssh.commands`. */
  async runCommand(node: string, name: string, act: CommandAct): Promise<void> {
    const deed = { node, what: `command ${name}` };
    const { commands = {} } = this.#options.config().transports.ssh ?? {};
    const argv = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!argv) {
      const text = "transports.ssh.commands of hecate.yaml does not say what it runs";
      throw problemOf(deed, "no-such-command", text);
    }
    const end = await this.#once(deed, act, { name, argv });
    if (end.status !== 0) throw problemOf(deed, "job-failed", end.text);
  }

  /** Runs what has not run under this id in this boot of the node, and says how it ended, now or then. */
  async #once(
    deed: Deed,
    act: CommandAct,
    { name, argv }: { readonly name: string; readonly argv: readonly string[] },
  ): Promise<{ readonly status: number; readonly text: string }> {
    const limitS = Math.max(1, Math.ceil(act.timeoutMs / 1000));
    const unit = `hecate-${act.id}.service`;
    const { stdout, stderr } = await this.#run(deed, act, (user) =>
      commandScript(sudoFor(user), { unit, name, argv, limitS, isKept: !act.isLook }),
    );
    const [, told = ""] = stdout.split(`${endWord}\n`);
    const end = propertiesIn(told);
    if (end.get("ActiveState") === "active") return { status: 0, text: "" };
    const result = end.get("Result") ?? "";
    if (end.get("LoadState") !== "loaded") throw problemOf(deed, "job-failed", stderr || "failed");
    if (result === "timeout") throw problemOf(deed, "deadline", "was not over in time");
    const status = end.get("ExecMainStatus") ?? "";
    // One that a signal has ended has no status of its own.
    return {
      status: Number(status) || -1,
      text: `failed (${result}), exit status ${status}`,
    };
  }

  async unitCondition(node: string, unit: string, act: Act): Promise<UnitCondition> {
    const deed = { node, what: `state of ${unit}` };
    const { stdout } = must(deed, await this.#run(deed, act, () => conditionScript(unit)));
    const words = propertiesIn(stdout);
    const [load, active] = [words.get("LoadState"), words.get("ActiveState")];
    if (load === undefined || active === undefined) {
      throw problemOf(deed, "bad-message", "systemctl said nothing of it");
    }
    return conditionOf({ load, active });
  }

  async isTimeSynced(node: string, act: Act): Promise<boolean> {
    const deed = { node, what: "whether its clock is in step" };
    const { stdout } = must(deed, await this.#run(deed, act, () => syncScript));
    return stdout.trim() === "yes";
  }

  async powerOff(node: string, what: "poweroff" | "reboot", act: PowerAct): Promise<void> {
    const deed = { node, what };
    const { run, forceAfterMs, bootId } = act;
    const ended = await this.#run(deed, act, (user) =>
      powerOffScript(sudoFor(user), { what, run, forceAfterMs, bootId }),
    );
    must(deed, ended);
  }

  async bootOf(node: string, act: Act): Promise<string> {
    const deed = { node, what: "which boot it is in" };
    const { stdout } = must(deed, await this.#run(deed, act, () => bootScript));
    const bootId = stdout.trim();
    if (!/^[0-9a-f]{32}$/.test(bootId)) throw problemOf(deed, "bad-message", "it did not say so");
    return bootId;
  }

  async probe(node: string, act: Act): ReturnType<NodeHands["probe"]> {
    const deed = { node, what: "probe" };
    try {
      must(deed, await this.#run(deed, act, (user) => probeScript(sudoFor(user))));
      return { way: "ssh", detail: "it answers by ssh" };
    } catch (error) {
      // Nothing else is thrown here.
      return { detail: (error as HirteError).message };
    }
  }

  async #unit(node: string, verb: "stop" | "start", unit: string, act: Act): Promise<void> {
    const deed = { node, what: `${verb} ${unit}` };
    const ended = await this.#run(deed, act, (user) => unitScript(sudoFor(user), verb, unit));
    if (ended.status === noSuchUnitStatus) {
      throw problemOf(deed, "no-such-unit", ended.stderr || "there is no such unit");
    }
    must(deed, ended);
  }

  async #run(deed: Deed, act: Act, remoteFor: (user: string) => Remote): Promise<Ended> {
    const { timeoutMs, signal } = act;
    const { program } = this.#options;
    const target = this.#targetOf(deed);
    const end = await program.run(target, remoteFor(target.access.user), { timeoutMs, signal });
    if (signal.aborted) throw aborted(deed);
    switch (end.kind) {
      case "not-reached":
        throw problemOf(deed, "not-reachable", `ssh: ${end.why}`);
      case "cut":
        if (end.isOver) throw problemOf(deed, "deadline", `not over within ${timeoutMs} ms`);
        throw problemOf(deed, "outcome-unknown", `it was begun, and then: ${end.why}`);
      case "ended":
        if (end.status !== notToldStatus) {
          return { ...end, stderr: failureOf(end.stderr, target.access.user) };
        }
        throw problemOf(deed, "expired", "it was not begun in time, and will not be");
    }
  }

  #targetOf(deed: Deed): SshTarget {
    const { node } = deed;
    const found = this.#options.config().nodes.find(({ name }) => name === node);
    if (!found?.ssh) throw problemOf(deed, "not-reachable", "hecate.yaml has no transports.ssh");
    return { node, address: found.address, access: found.ssh };
  }
}

/** @throws HirteError `job-failed` */
function must(deed: Deed, ended: Ended): Ended {
  if (ended.status === 0) return ended;
  throw problemOf(deed, "job-failed", `${ended.stderr || "failed"} (exit status ${ended.status})`);
}
