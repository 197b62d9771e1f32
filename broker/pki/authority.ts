import { randomBytes, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { join } from "node:path";
import { alternativeNames, certificatesIn, fingerprintOf } from "../../src/pki/certificates.ts";
import { derOf } from "../../src/pki/der.ts";
import { keyAlgorithm, keyPairOf, newKey } from "../../src/pki/keys.ts";
import { readCertificates, readKey, replaceFile } from "../../src/pki/pem-files.ts";

const dayMs = 86_400_000;
/** How long certificates hold. */
export const lifetimesMs = { ca: 3650 * dayMs, server: 365 * dayMs, node: 365 * dayMs } as const;
/** A node whose clock is a little behind can use its certificate at once. */
const allowanceMs = 5 * 60_000;
/** Of a request in PEM; one for P-256 and a long name has some 500 characters. */
const maxRequestLength = 4000;

/** The files of hirte's own PKI in its directory. */
export const pkiFiles = {
  caCertificate: "ca.pem",
  caKey: "ca-key.pem",
  serverCertificate: "server.pem",
  serverKey: "server-key.pem",
} as const;

const cure =
  "bring it back from a backup, or move the directory away and run `hirte setup`: every node must join again then";

/** What stands in a node's certificate beside its name: who holds it speaks for this node. */
export function nodeUri(node: string): string {
  return `hirte:node:${node}`;
}

/** hirte's own certificate authority: signs for its server and for nodes. ECDSA P-256 throughout. */
export class Authority {
  /** The CA's certificate, PEM. */
  readonly pem: string;
  readonly certificate: X509Certificate;
  readonly #key: string;
  /** Made for the first signature: a thousand nodes that join at once are signed for with one. */
  #keys: ReturnType<typeof keyPairOf> | undefined;

  private constructor(pem: string, certificate: X509Certificate, key: string) {
    this.pem = pem;
    this.certificate = certificate;
    this.#key = key;
  }

  /** By which joining nodes know it. */
  get fingerprint(): string {
    return fingerprintOf(this.certificate);
  }

  /**
   * The authority whose files are in the directory.
   * @throws HirteError `bad-config` when they cannot be used
   */
  static open(directory: string): Authority {
    const file = (name: string) => ({ path: join(directory, name), key: "StateDirectory", cure });
    const { pem, certificates } = readCertificates(file(pkiFiles.caCertificate));
    const [certificate] = certificates;
    return new Authority(pem, certificate, readKey(file(pkiFiles.caKey), certificate));
  }

  /** Makes a new authority; its key first, so that there is no certificate without one. */
  static async create(directory: string, nowMs: number): Promise<Authority> {
    const x509 = await import("../../src/pki/x509-library.ts");
    const key = newKey();
    const keys = await keyPairOf(key);
    // Two CAs of one name would be taken for one by who looks at names alone.
    const name = `hirte CA ${randomBytes(4).toString("hex")}`;
    const { cRLSign, keyCertSign } = x509.KeyUsageFlags;
    const made = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: octets(newSerial()),
      name: [{ CN: [name] }],
      notBefore: new Date(nowMs - allowanceMs),
      notAfter: new Date(nowMs + lifetimesMs.ca),
      signingAlgorithm: keyAlgorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(keyCertSign | cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    const pem = `${made.toString("pem")}\n`;
    replaceFile(join(directory, pkiFiles.caKey), key, 0o600);
    replaceFile(join(directory, pkiFiles.caCertificate), pem, 0o644);
    return new Authority(pem, new X509Certificate(pem), key);
  }

  /** A certificate for the server's key under these names and addresses, PEM. */
  async signServer(keyPem: string, names: readonly string[], nowMs: number): Promise<string> {
    const { publicKey } = await keyPairOf(keyPem);
    const [first = "hirte"] = names;
    return this.#sign({
      publicKey,
      // A common name has at most 64 characters (RFC 5280 appendix A.1).
      commonName: first.slice(0, 64),
      names: names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value }) as const),
      usage: "1.3.6.1.5.5.7.3.1",
      serial: newSerial(),
      untilMs: nowMs + lifetimesMs.server,
      nowMs,
    });
  }

  /** A node's certificate for the key `spki` (DER), PEM. */
  async signNode(wish: {
    readonly node: string;
    readonly spki: Buffer;
    readonly serial: string;
    readonly untilMs: number;
    readonly nowMs: number;
  }): Promise<string> {
    const { node, spki, serial, untilMs, nowMs } = wish;
    const publicKey = await crypto.subtle.importKey("spki", spki, keyAlgorithm, true, ["verify"]);
    return this.#sign({
      publicKey,
      commonName: node,
      names: [{ type: "url", value: nodeUri(node) }],
      usage: "1.3.6.1.5.5.7.3.2",
      serial,
      untilMs,
      nowMs,
    });
  }

  async #sign(wish: {
    readonly publicKey: CryptoKeyOfNode;
    readonly commonName: string;
    readonly names: readonly {
      readonly type: "dns" | "ip" | "url";
      readonly value: string;
    }[];
    /** Object identifier of the extended key usage (RFC 5280 §4.2.1.12). */
    readonly usage: string;
    readonly serial: string;
    readonly untilMs: number;
    readonly nowMs: number;
  }): Promise<string> {
    const { publicKey, commonName, names, usage, serial, untilMs, nowMs } = wish;
    const x509 = await import("../../src/pki/x509-library.ts");
    const own = new x509.X509Certificate(this.certificate.raw);
    this.#keys ??= keyPairOf(this.#key);
    const { privateKey } = await this.#keys;
    const made = await x509.X509CertificateGenerator.create({
      serialNumber: octets(serial),
      subject: [{ CN: [commonName] }],
      issuer: own.subjectName,
      notBefore: new Date(nowMs - allowanceMs),
      // Nothing outlives who vouches for it.
      notAfter: new Date(Math.min(untilMs, own.notAfter.getTime())),
      signingAlgorithm: keyAlgorithm,
      publicKey,
      signingKey: privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([usage]),
        new x509.SubjectAlternativeNameExtension([...names]),
        await x509.AuthorityKeyIdentifierExtension.create(own.publicKey),
        await x509.SubjectKeyIdentifierExtension.create(publicKey),
      ],
    });
    return `${made.toString("pem")}\n`;
  }
}

/** Whole octets, as the library takes a serial number. */
function octets(serial: string): string {
  return serial.padStart(serial.length + (serial.length % 2), "0");
}

type CryptoKeyOfNode = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** 128 random bits behind a 1, in the form of `serialOf`: positive, and shorter than 20 octets (RFC 5280 §4.1.2.2). */
export function newSerial(): string {
  return `1${randomBytes(16).toString("hex")}`;
}

/**
 * The public key in a certificate signing request (PEM) whose signature is good, DER.
 * @throws when it is no such request, or its key is not P-256
 */
export async function keyInRequest(csrPem: string): Promise<Buffer> {
  if (csrPem.length > maxRequestLength) throw new RangeError("it is too long");
  const der = derOf(csrPem, "CERTIFICATE REQUEST");
  const { Pkcs10CertificateRequest } = await import("../../src/pki/x509-library.ts");
  const request = new Pkcs10CertificateRequest(der);
  const { algorithm } = request.publicKey;
  const isP256 = "namedCurve" in algorithm && algorithm.namedCurve === keyAlgorithm.namedCurve;
  if (!isP256) throw new RangeError("the key is not one of P-256");
  if (!(await request.verify())) throw new RangeError("the request's signature is not good");
  return Buffer.from(request.publicKey.rawData);
}

/** The names and addresses in a server's certificate. */
export function namesIn(certificate: X509Certificate): readonly string[] {
  return [
    ...alternativeNames(certificate, "DNS"),
    ...alternativeNames(certificate, "IP Address").map((address) => plainAddress(address)),
  ];
}

/** Addresses as they are compared: OpenSSL prints IPv6 in full, FD00:0:0:0:0:0:0:1. */
export function plainAddress(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

/** The one certificate of a PEM text. */
export function certificateOf(pem: string): X509Certificate {
  const [certificate] = certificatesIn(pem);
  if (!certificate) throw new RangeError("there is no certificate");
  return certificate;
}
