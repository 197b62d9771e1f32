/**
 * The DER bytes in a text that is one PEM block with this label, and nothing else.
 *
 * The X.509 library gets bytes alone, and these only where they begin as a SEQUENCE does: whatever else it is given
 * it takes for text, of which it finds out by an expression whose time doubles with each line.
 * @throws RangeError when it is no such block
 */
export function derOf(pem: string, label: string): Buffer {
  const head = `-----BEGIN ${label}-----`;
  const foot = `-----END ${label}-----`;
  const text = pem.trim();
  const body = text.slice(head.length, -foot.length);
  const isBlock = text.startsWith(head) && text.endsWith(foot) && /^[A-Za-z0-9+/=\s]+$/.test(body);
  const der = isBlock ? Buffer.from(body, "base64") : undefined;
  if (der?.[0] !== 0x30) throw new RangeError(`it is no ${label} in PEM`);
  return der;
}
