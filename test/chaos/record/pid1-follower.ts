import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { decodeMessage, headLength, restLength, Variant } from "../../../src/dbus/codec.ts";
import { unescapeLabel } from "../../../src/dbus/label.ts";
import type { ActiveSpan, JobSignal, NodeTruth } from "../history.ts";

/** Where a machine of the lab keeps the id of its present boot, seen from the lab. */
export interface MachinePlaces {
  readonly name: string;
  readonly bootIdFile: string;
}

const unitPaths = "/org/freedesktop/systemd1/unit/";

/** Between two attempts to be let in. */
const retryMs = 50;

/**
 * Listens to a machine's PID 1 at its own socket (/run/systemd/private), where systemd tells everybody
 * of every job, whether there is a bus or not. It lets in only processes of the machine itself: socat
 * is one, and is frozen and killed with it. After a boot or a re-execution it is there again within
 * some tenths of a second; such gaps are noted.
 */
export class Pid1Follower {
  readonly #places: MachinePlaces;
  readonly #signals: JobSignal[] = [];
  /** By unit and end. */
  readonly #spans = new Map<string, ActiveSpan>();
  readonly #gaps: { readonly fromAt: number; readonly toAt: number }[] = [];
  #child: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #bootId = "";
  #bytes: Buffer = Buffer.alloc(0);
  #isLetIn = false;
  #isFinished = false;
  #deafSince: number | undefined = Date.now();

  constructor(places: MachinePlaces) {
    this.#places = places;
    this.#connect();
  }

  get isListening(): boolean {
    return this.#deafSince === undefined;
  }

  finish(): Pick<NodeTruth, "signals" | "spans" | "gaps"> {
    this.#isFinished = true;
    clearTimeout(this.#timer);
    this.#child?.kill("SIGKILL");
    if (this.#deafSince !== undefined) {
      this.#gaps.push({ fromAt: this.#deafSince, toAt: Date.now() });
    }
    return { signals: this.#signals, spans: [...this.#spans.values()], gaps: this.#gaps };
  }

  #connect(): void {
    this.#bytes = Buffer.alloc(0);
    this.#isLetIn = false;
    // Ends at once when the other side does, and not half a second later: until then nobody is deaf.
    const socat = ["exec", this.#places.name, "socat", "-t0"];
    socat.push("-", "UNIX-CONNECT:/run/systemd/private");
    const child = spawn("labnode", socat, { stdio: ["pipe", "pipe", "ignore"] });
    this.#child = child;
    child.on("error", () => {}); // `close` follows
    child.stdin.on("error", () => {}); // likewise
    child.stdout.on("data", (bytes: Buffer) => this.#read(bytes));
    child.on("close", () => {
      this.#deafSince ??= Date.now();
      if (!this.#isFinished) this.#timer = setTimeout(() => this.#connect(), retryMs);
    });
    // D-Bus specification, "Authentication Protocol": uid 0.
    child.stdin.write("\0AUTH EXTERNAL 30\r\nBEGIN\r\n");
  }

  #read(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    if (!this.#isLetIn) {
      const end = this.#bytes.indexOf("\r\n");
      if (end < 0) return;
      this.#bytes = this.#bytes.subarray(end + 2);
      this.#letIn();
    }
    while (this.#bytes.length >= headLength) {
      const head = this.#bytes.subarray(0, headLength);
      const length = headLength + restLength(head);
      if (this.#bytes.length < length) return;
      this.#take(head, this.#bytes.subarray(headLength, length));
      this.#bytes = this.#bytes.subarray(length);
    }
  }

  #letIn(): void {
    this.#isLetIn = true;
    this.#bootId = readFileSync(this.#places.bootIdFile, "utf8").trim().replaceAll("-", "");
    this.#gaps.push({ fromAt: this.#deafSince ?? Date.now(), toAt: Date.now() });
    this.#deafSince = undefined;
  }

  #take(head: Buffer, rest: Buffer): void {
    const message = decodeMessage(head, rest);
    if (!message) return;
    const { member, body } = message;
    if (member === "PropertiesChanged") this.#takeSpan(message.path ?? "", body);
    if (message.interface !== "org.freedesktop.systemd1.Manager") return;
    if (member !== "JobNew" && member !== "JobRemoved") return;
    const [jobId, , unit, word] = body;
    this.#signals.push({
      at: Date.now(),
      bootId: this.#bootId,
      jobId: Number(jobId),
      unit: String(unit),
      ...(member === "JobRemoved" ? { word: String(word) } : {}),
    });
  }
  #takeSpan(path: string, [name, changed]: readonly unknown[]): void {
    if (name !== "org.freedesktop.systemd1.Unit" || !path.startsWith(unitPaths)) return;
    if (typeof changed !== "object" || changed === null) return;
    const us = (property: string) => {
      const found: unknown = Reflect.get(changed, property);
      return found instanceof Variant ? Number(found.value) : 0;
    };
    const [sinceUs, untilUs] = [us("ActiveEnterTimestamp"), us("ActiveExitTimestamp")];
    if (sinceUs === 0 || untilUs < sinceUs) return;
    const unit = unescapeLabel(path.slice(unitPaths.length));
    const key = `${unit} ${untilUs}`;
    if (this.#spans.has(key)) return;
    const forMs = (untilUs - sinceUs) / 1000;
    this.#spans.set(key, { at: Date.now(), bootId: this.#bootId, unit, forMs });
  }
}
