import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "../src/core/errors.ts";
import { ComposeMachines, findCompose } from "./demo/compose-machines.ts";
import { perform } from "./demo/perform.ts";
import { inUserScope, isUserDemoUp, UserMachines, userObstacle } from "./demo/user-machines.ts";
import { labAccess } from "./test/lab-access.ts";

/**
 * npm run demo: a primary and two nodes with real systemd, a tour of what hirte does on them, and
 * then they stay until Ctrl-C. They are machines of the lab where root (or sudo) and apt are to be
 * had, otherwise the containers of compose.yaml, otherwise systemds of the user's own.
 */
const wanted = readOptions();
let isInterrupted = false;
let stop: () => void = () => {};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    isInterrupted = true;
    stop();
  });
}

process.exitCode = await main();

function readOptions(): { readonly tour: boolean; readonly engine: string } {
  try {
    const { values } = parseArgs({
      options: {
        tour: { type: "boolean", default: false },
        engine: { type: "string", default: "any" },
      },
    });
    if (["any", "lab", "compose", "user"].includes(values.engine)) return values;
    throw new Error(`there is no engine "${values.engine}"`);
  } catch (error) {
    const [reason] = messageOf(error).split(/[.\n]/);
    console.error(`demo: ${reason}: npm run demo -- [--tour] [--engine lab|compose|user]`);
    process.exit(2);
  }
}

async function main(): Promise<number> {
  const isWanted = (engine: string) => wanted.engine === "any" || wanted.engine === engine;
  const access = labAccess({ sudo: "may ask" });
  if (isWanted("lab") && "command" in access) {
    if (!wanted.tour && isLabUp("demo")) return isUpAlready("beside");
    const name = wanted.tour ? "tour" : "demo";
    return inPlace("lab", (...argv) => access.command(name, ...argv));
  }
  const compose = isWanted("compose") ? findCompose() : undefined;
  if (compose) return inContainers(new ComposeMachines(compose));
  const obstacle = userObstacle();
  if (isWanted("user") && obstacle === undefined) {
    if (isUserDemoUp()) return isUpAlready("after");
    const status = await inPlace("user", inUserScope);
    // Also what an interrupted one has left.
    await new UserMachines().down();
    return status;
  }
  console.log(`demo: there is nothing here to make machines of.

In the lab, without a container engine: ${"obstacle" in access ? access.obstacle : "possible"}.
It takes root or sudo on a Linux with apt (Debian, Ubuntu): sudo npm run demo

In containers: neither "docker compose" nor "podman compose" answers.
On Debian: sudo apt install docker.io docker-compose, then sudo npm run demo

As this user, without root: ${obstacle ?? "possible"}.`);
  return 1;
}

function isUpAlready(tour: "beside" | "after"): number {
  console.log(
    "demo: one is up already: use it (scripts/demo/hirtectl list-nodes), or end it by Ctrl-C." +
      (tour === "beside" ? "\n      The tour alone can run beside it: npm run demo -- --tour" : ""),
  );
  return 1;
}

/** Runs it as another process, where the machines can be had. */
async function inPlace(
  place: "lab" | "user",
  command: (...argv: readonly string[]) => readonly string[],
): Promise<number> {
  const scratch = await mkdtemp(join(tmpdir(), "hirte-demo-"));
  const doneFile = join(scratch, "done");
  const [program = "", ...args] = command(
    ...[process.execPath, "--import", "tsx", join(import.meta.dirname, "demo/in-place.ts")],
    ...[place, doneFile, ...(wanted.tour ? ["--tour"] : [])],
  );
  // In the terminal's foreground group, where sudo may ask for a password and Ctrl-C reaches it.
  const child = spawn(program, args, { stdio: "inherit" });
  stop = () => child.kill("SIGTERM");
  const status = await new Promise<number>((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 143));
  });
  const isDone = existsSync(doneFile);
  rmSync(scratch, { recursive: true, force: true });
  // Behind a terminal of sudo's own Ctrl-C reaches the lab but not this process.
  if (!isInterrupted && status !== 130 && !(isDone && !wanted.tour)) return status;
  console.log("\ndemo: everything is down");
  return isDone ? 0 : 130;
}

/** Whether a lab of this name runs, by the cgroup its labns made. */
function isLabUp(name: string): boolean {
  const cgroups = ["/sys/fs/cgroup/unified", "/sys/fs/cgroup"].find((dir) =>
    existsSync(join(dir, "cgroup.procs")),
  );
  return readdirSync(cgroups ?? "/sys/fs/cgroup")
    .filter((dir) => dir.startsWith(`lab.${name}.`))
    .some((dir) => existsSync(join("/proc", dir.split(".").at(-1) ?? "")));
}

async function inContainers(machines: ComposeMachines): Promise<number> {
  if (await machines.areTaken()) {
    console.log("demo: containers of compose.yaml are there already: take them down first");
    return 1;
  }
  let isDone = false;
  const interrupted = new Promise<number>((resolve) => {
    stop = () => resolve(isDone ? 0 : 130);
  });
  console.log("demo: building the containers' image (the first time takes a minute or two)");
  const performance = perform(machines, {
    endsAfterTour: wanted.tour,
    onTourDone: () => {
      isDone = true;
    },
  });
  const status = await Promise.race([performance, interrupted]);
  stop = () => {};
  await machines.down();
  if (isInterrupted) console.log("\ndemo: everything is down");
  // The performance may still be waiting for a machine that is no more.
  process.exit(status);
}
