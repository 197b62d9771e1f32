/**
 * Makes one element of an object path from any text, as systemd does (bus_label_escape): ASCII
 * letters and digits stay, a digit at the beginning and everything else become `_` and two hex
 * digits a byte; nothing becomes `_`.
 */
export function escapeLabel(text: string): string {
  if (text === "") return "_";
  let label = "";
  for (const [i, byte] of Buffer.from(text, "utf8").entries()) {
    const isDigit = byte >= 0x30 && byte <= 0x39;
    const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
    if (isLetter || (isDigit && i > 0)) label += String.fromCharCode(byte);
    else label += `_${byte.toString(16).padStart(2, "0")}`;
  }
  return label;
}

/** The text an element of an object path was made from; a `_` that begins no escape stands for itself. */
export function unescapeLabel(label: string): string {
  if (label === "_") return "";
  const escapes = /_([0-9a-fA-F]{2})/g;
  // Escaped bytes may belong to one character of UTF-8, so they are put together before decoding.
  const bytes = label.replace(escapes, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
