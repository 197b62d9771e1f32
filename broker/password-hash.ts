import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** What it takes to make a hash. */
export interface PasswordCost {
  /** Memory and time, a power of two. */
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** A salted scrypt hash (RFC 7914) with what it was made with. */
export interface PasswordHash extends PasswordCost {
  /** Both in base64. */
  readonly salt: string;
  readonly key: string;
}

const saltBytes = 16;
const keyBytes = 32;
/** OWASP's Password Storage Cheat Sheet, for 32 MiB of memory. */
export const usualCost: PasswordCost = { n: 2 ** 15, r: 8, p: 3 };
/** A hash that asks for more than this was not made here. */
const most = { n: 2 ** 18, r: 16, p: 16 };

/** The hash of a new password. */
export async function hashPassword(
  password: string,
  { n, r, p }: PasswordCost = usualCost,
): Promise<PasswordHash> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, { n, r, p, salt });
  return { n, r, p, salt: salt.toString("base64"), key: key.toString("base64") };
}

/** Whether this is the password. */
export async function isPassword(password: string, hash: PasswordHash): Promise<boolean> {
  const key = await derive(password, { ...hash, salt: Buffer.from(hash.salt, "base64") });
  return timingSafeEqual(key, Buffer.from(hash.key, "base64"));
}

/** A hash that is no password's; to compare with it takes as long as with any. */
export function nobodysHash({ n, r, p }: PasswordCost = usualCost): PasswordHash {
  const random = (bytes: number) => randomBytes(bytes).toString("base64");
  return { n, r, p, salt: random(saltBytes), key: random(keyBytes) };
}

/** A hash as it was kept; undefined: it is none. */
export function passwordHashIn(value: unknown): PasswordHash | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  // What it holds is checked field by field.
  const { n, r, p, salt, key } = value as Readonly<Record<string, unknown>>;
  if (!isWithin(n, most.n) || !isWithin(r, most.r) || !isWithin(p, most.p)) return undefined;
  if (n < 2 || !Number.isInteger(Math.log2(n))) return undefined;
  if (!isBase64(salt, saltBytes) || !isBase64(key, keyBytes)) return undefined;
  return { n, r, p, salt, key };
}

function isWithin(value: unknown, highest: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= highest;
}

function isBase64(value: unknown, bytes: number): value is string {
  return typeof value === "string" && Buffer.from(value, "base64").length === bytes;
}

function derive(
  password: string,
  { n, r, p, salt }: PasswordCost & { readonly salt: Buffer },
): Promise<Buffer> {
  // It takes 128 * n * r bytes and a little more; Node's own bound is just that.
  const options: ScryptOptions = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    // One keyboard writes ü as one character, another as two.
    scrypt(password.normalize("NFC"), salt, keyBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
