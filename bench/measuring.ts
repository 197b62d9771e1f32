import { Children } from "../scripts/test/children.ts";
import { labAccess } from "../scripts/test/lab-access.ts";

/** How a measuring process ended. */
export type Ending =
  | { readonly kind: "done" }
  | { readonly kind: "interrupted" }
  /** This machine cannot do it. */
  | { readonly kind: "impossible"; readonly why: string }
  | { readonly kind: "failed"; readonly why: string };

/**
 * Runs a measuring process, in a lab or here, until it ends or its time is over; whatever it started
 * ends with it. What it says goes to standard error.
 */
export async function runMeasuring(
  place: "lab" | "here",
  argv: readonly string[],
  limitMs: number,
): Promise<Ending> {
  if (place === "here") return await end(argv, limitMs);
  const access = labAccess({ sudo: "silent" });
  if ("obstacle" in access) return { kind: "impossible", why: access.obstacle };
  // The first time this installs and builds, which may take longer than measuring.
  const prepared = await end(access.command("bench", "--prepare"), prepareMs);
  if (prepared.kind !== "done") return prepared;
  const probe = await end(access.command("bench", "true"), probeMs);
  if (probe.kind === "failed") return { kind: "impossible", why: `no lab here: ${probe.why}` };
  return probe.kind === "done" ? await end(access.command("bench", ...argv), limitMs) : probe;
}

const prepareMs = 600_000;
const probeMs = 20_000;

async function end(argv: readonly string[], limitMs: number): Promise<Ending> {
  const children = new Children();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    children.stopAll();
  }, limitMs);
  const onOutput = (text: string) => process.stderr.write(text);
  const { status, output } = await children.run(argv, { onOutput });
  clearTimeout(timer);
  if (isLate) return { kind: "failed", why: `not done within ${limitMs / 1000} s` };
  if (children.isStopped) return { kind: "interrupted" };
  if (status === 0) return { kind: "done" };
  const lastLine = output.trim().split("\n").at(-1);
  return { kind: "failed", why: `exit status ${status}: ${lastLine || "it said nothing"}` };
}
