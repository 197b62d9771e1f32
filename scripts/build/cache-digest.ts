import { createHash } from "node:crypto";

/**
 * What binds compiled code to the text it was compiled from and to one build of Node.js: V8 goes by the length of the
 * text, and by its own version and flags, and takes for granted that what it reads is what it wrote.
 * @param textDigest of the text
 * @param code as V8 wrote it
 */
export function cacheDigest(textDigest: string, code: Buffer): Buffer {
  const facts = [textDigest, process.version, process.arch, process.config];
  return createHash("sha256").update(JSON.stringify(facts)).update(code).digest();
}
