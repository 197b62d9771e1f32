import { randomBytes } from "node:crypto";

/** 128 random bits in hexadecimal: ids of requests, instances of agents. */
export function randomId(): string {
  return randomBytes(16).toString("hex");
}
