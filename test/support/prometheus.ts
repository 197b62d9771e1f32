import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { debianProgram, needsProgram } from "./debian-program.ts";

/** Skips the suite it is called in where there is no Prometheus. */
export function needsPrometheus(): void {
  needsProgram(
    () => debianProgram("prometheus") && debianProgram("promtool"),
    "there is no Prometheus: apt-get install prometheus, or test/lab/lab.sh --prepare",
  );
}

/** What `promtool check metrics` has to say against a text; empty: nothing. Undefined: there is no promtool. */
export function checkMetrics(text: string): string | undefined {
  const [program, ...args] = debianProgram("promtool") ?? [];
  if (program === undefined) return undefined;
  const checked = spawnSync(program, [...args, "check", "metrics"], {
    input: text,
    encoding: "utf8",
  });
  if (checked.error) throw checked.error;
  const said = `${checked.stdout}${checked.stderr}`;
  return checked.status === 0 ? said : `${said}exit status ${checked.status}`;
}

/** A series as Prometheus answers it. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A real Prometheus that scrapes one target twice a second. */
export class Prometheus {
  readonly #child: ChildProcess;
  readonly #directory: string;
  readonly #url: string;
  #said = "";

  private constructor(child: ChildProcess, directory: string, url: string) {
    this.#child = child;
    this.#directory = directory;
    this.#url = url;
    child.stderr?.on("data", (text) => {
      this.#said = `${this.#said}${text}`.slice(-4000);
    });
  }

  static async start(targetPort: number): Promise<Prometheus> {
    const [program = "", ...args] = debianProgram("prometheus") ?? [];
    const directory = mkdtempSync(join(tmpdir(), "hirte-prometheus-"));
    const config = join(directory, "prometheus.yml");
    writeFileSync(
      config,
      `global: { scrape_interval: 500ms, scrape_timeout: 500ms }
scrape_configs:
  - { job_name: hecate, static_configs: [{ targets: ["127.0.0.1:${targetPort}"] }] }
`,
    );
    const address = `127.0.0.1:${await freePort()}`;
    const options = [`--config.file=${config}`, `--storage.tsdb.path=${join(directory, "data")}`];
    const child = spawn(program, [...args, ...options, `--web.listen-address=${address}`], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    return new Prometheus(child, directory, `http://${address}`);
  }

  /** Series of a query, once there are such as are wanted. */
  async query(
    query: string,
    isWanted: (samples: readonly Sample[]) => boolean,
  ): Promise<readonly Sample[]> {
    const untilMs = performance.now() + 30_000;
    let seen = "";
    while (performance.now() < untilMs) {
      const samples = await this.#ask(query).catch((error: unknown) => {
        seen = String(error);
        return [];
      });
      if (samples.length > 0) seen = JSON.stringify(samples);
      if (isWanted(samples)) return samples;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${query}: within 30 s only ${seen}: ${this.#said}`);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    if (this.#child.exitCode === null && this.#child.kill("SIGKILL")) await ended;
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #ask(query: string): Promise<readonly Sample[]> {
    const answer = await fetch(`${this.#url}/api/v1/query?query=${encodeURIComponent(query)}`);
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    // As its HTTP API says of an instant query.
    const { data } = (await answer.json()) as {
      data: { result: { metric: Record<string, string>; value: [number, string] }[] };
    };
    return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
