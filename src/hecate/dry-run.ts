import { join } from "node:path";
import type { Clock } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { NodeConfig, UpsConfig } from "../power/model.ts";
import type { ForeignClient } from "../power/plan.ts";
import type { Plan, StageConfig } from "../power/plan-model.ts";
import type { PowerRun } from "../protocol/generated/schemas.ts";
import type { WriteFile } from "./disk.ts";
import { type Executor, type ExecutorListener, type Order, runView } from "./executor.ts";
import { shutdownPlanOf, startupPlanOf } from "./plan-config.ts";

/** What of the configuration a plan is made of. */
export interface PlanConfig {
  readonly coordinator: string;
  readonly brokerHost: string;
  readonly mode: "cluster-only" | "poweroff";
  readonly nodes: readonly NodeConfig[];
  readonly upses: readonly Pick<UpsConfig, "name" | "host">[];
  /** Of UPSes of the coordinator. */
  readonly foreignClients?: readonly ForeignClient[];
  /** Of a node that is silent. */
  readonly settleMs?: number;
  readonly shutdownStages: readonly StageConfig[];
  readonly startupStages: readonly StageConfig[];
}

/** What a dry run is made of. */
export interface DryRunOptions extends ExecutorListener {
  readonly config: () => PlanConfig;
  readonly session: string;
  readonly stateDir: string;
  readonly write: WriteFile;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is to be rehearsed. */
interface Task {
  readonly run: number;
  readonly kind: "shutdown" | "startup";
  readonly key: string;
  readonly reason: string;
  readonly scope: readonly string[];
  readonly mode: PlanConfig["mode"];
  readonly plan: Plan;
}

/** Says and writes down what would be done, step by step, and does none of it: the run is over in the same moment. */
export class DryRun implements Executor {
  readonly #options: DryRunOptions;
  #run: PowerRun | undefined;
  #seq = 0;

  constructor(options: DryRunOptions) {
    this.#options = options;
  }

  get run(): PowerRun | undefined {
    return this.#run;
  }

  begin({ run, key, reason, scope, ordered }: Order<"begin-run">): void {
    const config = this.#options.config();
    const { mode } = ordered ?? config;
    const plan = shutdownPlanOf(config, { scope, mode, isOrdered: ordered !== undefined });
    this.#rehearse({ run, kind: "shutdown", key, reason, scope, mode, plan });
  }

  widen({ run, reason, scope }: Order<"widen-run">): void {
    const key = this.#run?.run === run ? this.#run.key : "";
    const config = this.#options.config();
    const { mode } = config;
    const plan = shutdownPlanOf(config, { scope, mode, isOrdered: false });
    this.#rehearse({ run, kind: "shutdown", key, reason, scope, mode, plan });
  }

  startUp({ run, after, reason, wake, part }: Order<"start-up">): void {
    const config = this.#options.config();
    const { nodes, mode } = config;
    const scope = part ? wake : nodes.map(({ name }) => name);
    const plan = startupPlanOf(config, { scope, wake, ...(part && { part }) });
    this.#rehearse({ run, kind: "startup", key: `after ${after}`, reason, scope, mode, plan });
  }

  hold({ run }: Order<"hold-run">): void {
    this.#ignore(run);
  }

  goOn({ run }: Order<"continue-run">): void {
    this.#ignore(run);
  }

  cancel({ run }: Order<"cancel-run">): void {
    this.#ignore(run);
  }

  powerOffSelf({ run }: Order<"power-off-self">): void {
    this.#ignore(run);
  }

  /** A dry run is over before anything else can be asked of it. */
  #ignore(run: number): void {
    this.#options.log.warn({ run }, "nothing is done about a run: runs are dry");
  }

  #rehearse({ run, kind, key, reason, scope, mode, plan }: Task): void {
    const { session, clock, log, onRun, onEvent, onFinished } = this.#options;
    const at = clock.wallMs();
    const head = { run, kind, isDryRun: true, mode, key, reason, told: [], startedAt: at };
    const view = runView({ ...head, scope: [...scope], phase: "done" }, plan, "would-do");
    this.#run = { ...view, session, seq: ++this.#seq, at };
    log.warn({ run, kind, reason, scope: scope.join(" ") }, "this would be done now: runs are dry");
    for (const { name, steps } of plan.stages) {
      for (const { id, text } of steps) log.info({ run, stage: name, step: id }, text);
    }
    onRun(this.#run);
    this.#report(run, { ...this.#run, estimateS: plan.estimateMs / 1000 });
    const skipped = { forTime: 0, byOperator: 0 };
    const outcome = "done" as const;
    const endedAt = clock.wallMs();
    onFinished({
      run,
      kind,
      outcome,
      executed: false,
      mode,
      scope,
      skipped,
      offsetS: {},
      heldMs: 0,
      endedAt,
    });
    onEvent(run, { kind: "finished", outcome, executed: false });
  }

  #report(run: number, report: unknown): void {
    const { stateDir, write, log } = this.#options;
    const path = join(stateDir, "reports", `${run}.json`);
    write(path, report).catch((error: unknown) => {
      log.error({ path, problem: messageOf(error) }, "the report of a run cannot be written");
    });
  }
}
