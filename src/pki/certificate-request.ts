import { keyAlgorithm, keyPairOf } from "./keys.ts";

/** A certificate signing request (PKCS #10, RFC 2986) in PEM: who holds the key asks for this name. */
export async function certificateRequest(keyPem: string, commonName: string): Promise<string> {
  const { Pkcs10CertificateRequestGenerator } = await import("./x509-library.ts");
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [commonName] }],
    keys: await keyPairOf(keyPem),
    signingAlgorithm: keyAlgorithm,
  });
  return request.toString("pem");
}
