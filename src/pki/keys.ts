import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from "node:crypto";

/** The algorithm of all keys and signatures of hirte's own PKI, as Web Crypto names it. */
export const keyAlgorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** A new private key, PKCS #8 in PEM. */
export function newKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** The two halves of a private key, for Web Crypto. */
export async function keyPairOf(keyPem: string): Promise<webcrypto.CryptoKeyPair> {
  const der = createPrivateKey(keyPem).export({ type: "pkcs8", format: "der" });
  const spki = createPublicKey(keyPem).export({ type: "spki", format: "der" });
  const { subtle } = webcrypto;
  return {
    privateKey: await subtle.importKey("pkcs8", der, keyAlgorithm, true, ["sign"]),
    publicKey: await subtle.importKey("spki", spki, keyAlgorithm, true, ["verify"]),
  };
}
