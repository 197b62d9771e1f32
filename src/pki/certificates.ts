import { X509Certificate } from "node:crypto";

/** The certificates in a PEM text, in their order. @throws when one of them is none */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

/** SHA-256 of a certificate, 64 hexadecimal digits in lower case, by which it is pinned. */
export function fingerprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(":", "").toLowerCase();
}

/** Serial number, in lower case and without leading zeros, as everything of hirte writes it. */
export function serialOf(certificate: X509Certificate): string {
  return plainSerial(certificate.serialNumber);
}

/** A serial number as libraries write it, in the form of `serialOf`. */
export function plainSerial(serial: string): string {
  return serial.toLowerCase().replace(/^0+(?=.)/, "");
}

/** When a certificate begins and ends to hold, milliseconds since 1970. */
export function validityOf(certificate: X509Certificate): {
  readonly fromMs: number;
  readonly untilMs: number;
} {
  return { fromMs: Date.parse(certificate.validFrom), untilMs: Date.parse(certificate.validTo) };
}

/** Whether two thirds of a certificate's life are over: it is time for the next one. */
export function isDueForRenewal(certificate: X509Certificate, nowMs: number): boolean {
  const { fromMs, untilMs } = validityOf(certificate);
  return nowMs >= fromMs + ((untilMs - fromMs) * 2) / 3;
}

/**
 * Subject alternative names of one kind ("DNS", "URI", "IP Address"), as Node prints them. One that had to be
 * quoted holds what no name of ours does, and is passed over.
 */
export function alternativeNames(certificate: X509Certificate, kind: string): readonly string[] {
  const items = certificate.subjectAltName?.match(/(?:[^",]|"(?:[^"\\]|\\.)*")+/g) ?? [];
  return items.flatMap((item) => {
    const [, itemKind, value = ""] = /^ ?([A-Za-z ]+):([^"]*)$/.exec(item) ?? [];
    return itemKind === kind ? [value] : [];
  });
}

/** The common names of a certificate's subject. */
export function commonNames(certificate: X509Certificate): readonly string[] {
  return certificate.subject
    .split("\n")
    .flatMap((line) => (line.startsWith("CN=") ? [line.slice(3)] : []));
}
