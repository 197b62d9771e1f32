import { formatDuration, parseDurationMs } from "../core/duration.ts";
import { messageOf } from "../core/errors.ts";
import {
  type Address,
  type Endpoint,
  parseAddress,
  parseListenAddress,
  type SocketAddress,
} from "./address.ts";

/** What a text was taken for, or why it cannot be taken. */
export type Parsed<T> =
  | { readonly value: T }
  | { readonly wrong: string /** In place of the type's `allowed`. */; readonly allowed?: string };

/** A kind of value: how it is written, and what it then is. */
export interface ValueType<T> {
  /** What the documentation calls it. */
  readonly name: string;
  /** Ends the sentence "write …". */
  readonly allowed: string;
  /** What stands in a file is never empty here: an empty value stands for the default. */
  parse(text: string): Parsed<T>;
}

/** A whole number. */
export function wholeNumber(min: number, max: number): ValueType<number> {
  const allowed = `a whole number from ${min} to ${max}`;
  return {
    name: `number, ${min} to ${max}`,
    allowed,
    parse: (text) => {
      if (!/^\d{1,15}$/.test(text)) return { wrong: `${quote(text)} is not a whole number` };
      const value = Number(text);
      if (value < min || value > max) return { wrong: `${quote(text)} is out of range` };
      return { value };
    },
  };
}

/** A duration, in milliseconds; written in seconds or with a unit. */
export function duration(minMs: number, maxMs: number): ValueType<number> {
  const range = `${formatDuration(minMs)} to ${formatDuration(maxMs)}`;
  return {
    name: `duration, ${range}`,
    allowed: `seconds (2, 0.5) or a number with a unit (500ms, 1min), ${range}`,
    parse: (text) => {
      let value: number;
      try {
        value = parseDurationMs(text);
      } catch {
        return { wrong: `${quote(text)} is not a duration` };
      }
      if (value < minMs || value > maxMs) return { wrong: `${quote(text)} is out of range` };
      return { value };
    },
  };
}

/** One of some words, in any case. */
export function oneOf<const W extends string>(...words: readonly W[]): ValueType<W> {
  return {
    name: words.join(" | "),
    allowed: `one of ${words.join(", ")}`,
    parse: (text) => {
      const value = words.find((word) => word === text.toLowerCase());
      return value === undefined ? { wrong: `${quote(text)} is not known` } : { value };
    },
  };
}

/** Yes or no, as systemd.syntax(7) writes booleans. */
export const yesOrNo: ValueType<boolean> = {
  name: "yes | no",
  allowed: "yes or no (also true, false, on, off, 1, 0)",
  parse: (text) => {
    const word = text.toLowerCase();
    if (["yes", "true", "on", "1", "y", "t"].includes(word)) return { value: true };
    if (["no", "false", "off", "0", "n", "f"].includes(word)) return { value: false };
    return { wrong: `${quote(text)} is neither` };
  },
};

/** An absolute path. */
export const directory: ValueType<string> = {
  name: "absolute path",
  allowed: "a path that begins with /",
  parse: (text) =>
    text.startsWith("/") && !text.includes("\0")
      ? { value: text.length > 1 ? text.replace(/\/$/, "") : text }
      : { wrong: `${quote(text)} is not an absolute path` },
};

/** A file, by its absolute path. */
export const filePath: ValueType<string> = {
  name: "absolute path of a file",
  allowed: "the path of a file, which begins with /",
  parse: (text) =>
    text.startsWith("/") && !text.includes("\0") && !text.endsWith("/")
      ? { value: text }
      : { wrong: `${quote(text)} is not the absolute path of a file` },
};

/** Name of a node, as schemas/defs.json has it. */
export const nodeName: ValueType<string> = {
  name: "node name",
  allowed: "1 to 63 letters, digits, dots, underscores and hyphens",
  parse: (text) =>
    /^[A-Za-z0-9._-]{1,63}$/.test(text)
      ? { value: text }
      : { wrong: `${quote(text)} is not a node name` },
};

/** Name of a user, as schemas/defs.json has it. */
export const userName: ValueType<string> = {
  name: "user name",
  allowed: "1 to 63 letters, digits, dots, underscores, hyphens and @",
  parse: (text) =>
    /^[A-Za-z0-9._@-]{1,63}$/.test(text)
      ? { value: text }
      : { wrong: `${quote(text)} is not a user's name` },
};

/** An address to listen on: an IP address, or a host name of this machine. */
export const listenAddress: ValueType<string> = {
  name: "address",
  allowed: "IP addresses or host names, without ports",
  parse: (text) => {
    const value = parseListenAddress(text);
    return value === undefined ? { wrong: `${quote(text)} is not an address` } : { value };
  },
};

/** An address to connect to. */
export const hostAddress: ValueType<Address> = {
  name: "host, or host:port",
  allowed: "HOST or HOST:PORT; an IPv6 address with a port goes in brackets, [fd00::1]:2020",
  parse: (text) => {
    const value = parseAddress(text);
    return value === undefined ? { wrong: `${quote(text)} is not an address` } : { value };
  },
};

/** Where hirtectl connects to: an address, or hirte's socket on this machine. */
export const serverAddress: ValueType<Address | SocketAddress> = {
  name: `${hostAddress.name}, or unix:path`,
  allowed: `${hostAddress.allowed}; or unix:PATH, alone`,
  parse: (text) => {
    const socket = /^unix:(.*)$/.exec(text)?.[1];
    if (socket === undefined) return hostAddress.parse(text);
    const path = directory.parse(socket);
    return "wrong" in path ? path : { value: { socket: path.value } };
  },
};

/** TCP port of metrics and health, next to the one of the broker. */
export const defaultMetricsPort = 2021;

/** Where metrics are served, if at all. */
export const metricsListen: ValueType<Endpoint | "off"> = {
  name: "address, address:port, or off",
  allowed: "ADDRESS, ADDRESS:PORT or off; an IPv6 address with a port goes in brackets, [::1]:2021",
  parse: (text) => {
    if (text.toLowerCase() === "off") return { value: "off" };
    // Port 0, any that is free, is no port to connect to: parseAddress does not know it.
    const [, beforeZero] = /^(\[.*\]|[^:]*):0$/.exec(text) ?? [];
    const address = parseAddress(beforeZero ?? text);
    if (!address) return { wrong: `${quote(text)} is not an address` };
    const { host, port = beforeZero === undefined ? defaultMetricsPort : 0 } = address;
    return { value: { host, port } };
  },
};

/** Address of another broker. */
export const brokerUrl: ValueType<string> = {
  name: "URL",
  allowed: "mqtt://HOST or mqtt://HOST:PORT",
  parse: (text) => {
    let url: URL;
    try {
      url = new URL(text);
    } catch (error) {
      return { wrong: `${quote(text)} is not a URL (${messageOf(error)})` };
    }
    if (`${url.username}${url.password}` !== "") {
      // hirtectl reads the file of the URL too, whoever calls it.
      return { wrong: "user and password stand in BrokerUser= and BrokerPasswordFile=" };
    }
    if (url.protocol !== "mqtt:")
      return { wrong: `${quote(text)} is of the scheme ${url.protocol}//` };
    const isPlain =
      parseAddress(url.host) !== undefined &&
      /^\/?$/.test(url.pathname) &&
      `${url.search}${url.hash}` === "";
    return isPlain ? { value: text } : { wrong: `${quote(text)} is not the address of a broker` };
  },
};

/** Where a page comes from (RFC 6454 §6.2), as a browser says it; `*` for anywhere. */
export const pageOrigin: ValueType<string> = {
  name: "origin, or *",
  allowed: "https://HOST, https://HOST:PORT (or http://), or * for all",
  parse: (text) => {
    if (text === "*") return { value: text };
    if (!/^https?:\/\/[^/?#@\\]+\/?$/i.test(text)) return { wrong: `${quote(text)} is no origin` };
    try {
      return { value: new URL(text).origin };
    } catch (error) {
      return { wrong: `${quote(text)} is no origin (${messageOf(error)})` };
    }
  },
};

/** Several values, separated by commas or blanks, none given twice. */
export function listOf<T>(item: ValueType<T>): ValueType<readonly T[]> {
  return {
    name: `list of: ${item.name}`,
    allowed: `${item.allowed}; several are separated by commas or blanks`,
    parse: (text) => {
      const values: T[] = [];
      const seen = new Set<string>();
      for (const word of text.split(/[\s,]+/)) {
        if (word === "") continue;
        if (seen.has(word)) {
          return { wrong: `${quote(word)} is given twice`, allowed: "each of them once" };
        }
        seen.add(word);
        const parsed = item.parse(word);
        if ("wrong" in parsed) return parsed;
        values.push(parsed.value);
      }
      return { value: values };
    },
  };
}

/** A text as it is shown in a message: not longer than a line. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function quote(text: string): string {
  return JSON.stringify(shorten(text));
}
