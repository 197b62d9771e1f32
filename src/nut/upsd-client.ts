import { isHirteError } from "../core/errors.ts";
import { type AnswerReader, lineAnswer, listAnswer, okAnswer, rowAnswer } from "./answers.ts";
import { UpsdConnection, type UpsdConnectionOptions } from "./upsd-connection.ts";
import { parseWords } from "./words.ts";

/** A user of upsd.users(5). */
export interface UpsdUser {
  readonly user: string;
  readonly password: string;
}

/** What gives up a question. Where it was sent already, that ends the connection. */
export interface Asking {
  readonly signal?: AbortSignal;
}

/** Variables of a UPS by name, as upsd tells them. */
export type UpsVariables = Readonly<Record<string, string>>;

/**
 * A client of one upsd over one connection (RFC 9271). Errors of upsd are `upsd-error` with its own code, also an
 * unknown one, in `details.upsdCode`; those of the connection end it, and a new client is made. What is asked while
 * something is out waits for its turn.
 */
export class UpsdClient {
  readonly #connection: UpsdConnection;

  private constructor(connection: UpsdConnection) {
    this.#connection = connection;
  }

  /** @throws HirteError as UpsdConnection.open */
  static async connect(options: UpsdConnectionOptions): Promise<UpsdClient> {
    return new UpsdClient(await UpsdConnection.open(options));
  }

  /** False from the first error of the connection on. */
  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  get isEncrypted(): boolean {
    return this.#connection.isEncrypted;
  }

  /** Says who asks, once on a connection. upsd answers OK to any password: a wrong one shows where rights are needed. */
  async authenticate({ user, password }: UpsdUser, asking: Asking = {}): Promise<void> {
    await this.#do(["USERNAME", user], { ...asking, name: "USERNAME" });
    await this.#do(["PASSWORD", password], { ...asking, name: "PASSWORD" });
  }

  /** Has upsd count this connection as a host that the UPS feeds, until it ends. One UPS for each connection. */
  async login(ups: string, asking?: Asking): Promise<void> {
    await this.#do(["LOGIN", ups], asking);
  }

  /** Asks for the rights of the host that goes last. @returns under which name upsd knows them; MASTER before NUT 2.8 */
  async primary(ups: string, asking?: Asking): Promise<"PRIMARY" | "MASTER"> {
    try {
      await this.#do(["PRIMARY", ups], asking);
      return "PRIMARY";
    } catch (error) {
      if (upsdCodeOf(error) !== "UNKNOWN-COMMAND") throw error;
      await this.#do(["MASTER", ups], asking);
      return "MASTER";
    }
  }

  /** Sets FSD: all clients of the UPS shut down. upsd keeps it until it is started again. Asks for `primary` first. */
  async forceShutdown(ups: string, asking?: Asking): Promise<void> {
    await this.#do(["FSD", ups], { ...asking, isActing: true });
  }

  /**
   * Has the UPS carry out an instant command. OK is that the driver was given it, and not what came of it.
   * @returns the id to ask `tracking` about, where that was set
   */
  async runCommand(
    target: { readonly ups: string; readonly command: string; readonly parameter?: string },
    asking?: Asking,
  ): Promise<string | undefined> {
    const { ups, command, parameter } = target;
    const words = ["INSTCMD", ups, command, ...(parameter === undefined ? [] : [parameter])];
    const [kind, id] = await this.#do(words, { ...asking, isActing: true });
    return kind === "TRACKING" ? id : undefined;
  }

  /** Has upsd follow what becomes of commands, on this connection. */
  async setTracking(isOn: boolean, asking?: Asking): Promise<void> {
    await this.#do(["SET", "TRACKING", isOn ? "ON" : "OFF"], asking);
  }

  /** What became of a command. @throws HirteError `upsd-error` where it failed */
  tracking(id: string, asking?: Asking): Promise<"PENDING" | "SUCCESS"> {
    const words = ["GET", "TRACKING", id];
    const known = (line: string) => (line === "PENDING" || line === "SUCCESS" ? line : undefined);
    return this.#ask(words, lineAnswer(words.join(" "), known), asking);
  }

  /** UPSes of this upsd with their descriptions, also those whose drivers are not there. */
  async listUpses(asking?: Asking): Promise<Readonly<Record<string, string>>> {
    return pairs(await this.#list(["UPS"], 2, asking));
  }

  async listVariables(ups: string, asking?: Asking): Promise<UpsVariables> {
    return pairs(await this.#list(["VAR", ups], 2, asking));
  }

  /** Addresses of the connections that have logged in to this UPS, each as often as it has. */
  async listClients(ups: string, asking?: Asking): Promise<readonly string[]> {
    return (await this.#list(["CLIENT", ups], 1, asking)).map(([address = ""]) => address);
  }

  /** Instant commands that the driver knows. */
  async listCommands(ups: string, asking?: Asking): Promise<readonly string[]> {
    return (await this.#list(["CMD", ups], 1, asking)).map(([name = ""]) => name);
  }

  variable(ups: string, name: string, asking?: Asking): Promise<string> {
    const words = ["VAR", ups, name];
    return this.#ask(["GET", ...words], rowAnswer(`GET ${words.join(" ")}`, words), asking);
  }

  /** How many connections have logged in to this UPS. */
  loginCount(ups: string, asking?: Asking): Promise<number> {
    const command = `GET NUMLOGINS ${ups}`;
    const count = (line: string) => {
      const [kind, of, text = "", ...more] = parseWords(line);
      const isCount = kind === "NUMLOGINS" && of === ups && /^\d{1,9}$/.test(text);
      return isCount && more.length === 0 ? Number(text) : undefined;
    };
    return this.#ask(["GET", "NUMLOGINS", ups], lineAnswer(command, count), asking);
  }

  /** What upsd says of its version, for people. */
  version(asking?: Asking): Promise<string> {
    return this.#ask(
      ["VER"],
      lineAnswer("VER", (line) => line),
      asking,
    );
  }

  /** Says LOGOUT and closes; never fails. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  /** Closes without a word, at once. */
  destroy(): void {
    this.#connection.destroy();
  }

  #list(
    asked: readonly string[],
    words: 1 | 2,
    asking: Asking | undefined,
  ): Promise<readonly (readonly string[])[]> {
    const command = ["LIST", ...asked];
    return this.#ask(command, listAnswer(command.join(" "), asked, words), asking);
  }

  /** A command that is answered with OK. @returns what follows that */
  #do(
    words: readonly string[],
    options: Asking & { readonly name?: string; readonly isActing?: boolean } = {},
  ): Promise<readonly string[]> {
    const { name = words.join(" "), ...rest } = options;
    return this.#connection.ask({ name, words, answer: okAnswer(name), ...rest });
  }

  #ask<T>(words: readonly string[], answer: AnswerReader<T>, asking: Asking = {}): Promise<T> {
    return this.#connection.ask({ name: words.join(" "), words, answer, ...asking });
  }
}

/** upsd's own code of an error; undefined where it is none of upsd's. */
export function upsdCodeOf(error: unknown): string | undefined {
  if (!isHirteError(error, "upsd-error")) return undefined;
  const { upsdCode } = error.details;
  return typeof upsdCode === "string" ? upsdCode : undefined;
}

function pairs(rows: readonly (readonly string[])[]): Readonly<Record<string, string>> {
  // Makes own properties, whatever they are called.
  return Object.fromEntries(rows.map(([name = "", value = ""]) => [name, value]));
}
