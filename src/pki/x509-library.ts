/**
 * The part of the X.509 library that is used, a bundle of its own: loading it costs 120 ms and 13 MB, and most
 * lives of a program make no certificate (scripts/build.ts).
 */
// The library's own container of parts asks for Reflect metadata as it is loaded.
import "@abraham/reflection";

export {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  X509Crl,
  X509CrlGenerator,
} from "@peculiar/x509";
