/**
 * What of the state directory belongs to a backup, by name: what hirte keeps there, and neither hirte.pid nor
 * what a write or a damaged file has left (`….new`, `….corrupt`). A backup holds nothing of another name.
 */
const stateFile = /^(?:[a-z][a-z-]{0,40}(?:\.copy)?\.json|jobs-\d{8}\.jsonl)$/;
const pkiFile = /^[a-z][a-z-]{0,40}(?:\.copy)?\.(?:json|pem)$/;
const configFile = /^hirte\.conf(?:\.d\/[A-Za-z0-9_@+-][A-Za-z0-9._@+-]{0,50}\.conf)?$/;
const segmentFile = /^jobs-\d{8}\.jsonl$/;

/** Folder of the PKI in the state directory. */
export const pkiFolder = "pki";
/** The first file of a backup, which says what the others are. */
export const manifestName = "hirte-backup.json";

/** Whether a file of this name in the state directory is hirte's state. */
export function isStateFile(name: string): boolean {
  return stateFile.test(name);
}

/** Whether it is a segment of the log. */
export function isSegment(name: string): boolean {
  return segmentFile.test(name);
}

/** The same in its folder of the PKI. */
export function isPkiFile(name: string): boolean {
  return pkiFile.test(name);
}

/** Name in a backup of a file of the state directory: `users.json`, `pki/ca.pem`. */
export function stateMember(name: string): string {
  return `state/${name}`;
}

/** Name in a backup of a file of the configuration: `hirte.conf`, `hirte.conf.d/10-tls.conf`; undefined: none. */
export function configMember(name: string): string | undefined {
  return configFile.test(name) ? `config/${name}` : undefined;
}

/** Where a member goes: a path below the state directory, or nowhere (configuration). Undefined: it is none. */
export function placeOf(member: string): { readonly path: string | undefined } | undefined {
  const [, folder, name = ""] = /^(state|config)\/(.+)$/s.exec(member) ?? [];
  if (folder === "config") return configFile.test(name) ? { path: undefined } : undefined;
  if (folder !== "state") return undefined;
  const [, inPki] = /^pki\/(.+)$/s.exec(name) ?? [];
  return (inPki === undefined ? isStateFile(name) : isPkiFile(inPki)) ? { path: name } : undefined;
}
