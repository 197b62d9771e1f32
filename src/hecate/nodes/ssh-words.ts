import type { SshTarget } from "./ssh-program.ts";

/** What ssh says is wrong, and what to do about it. Nothing where it says nothing. */
export function whyNotReached(stderr: string, { access }: SshTarget): string {
  const { knownHostsFile: known, identityFile: identity, user } = access;
  const unreadable = /^Load key "(.*)": (.*?)\r?$/m.exec(stderr);
  const [, changed] = /^(?:Offending|Host) .*key for (\S+) has changed/m.exec(stderr) ?? [];
  const [, unknown] = /host key is known for (\S+) and/.exec(stderr) ?? [];
  if (changed !== undefined) {
    return `the key of ${changed} is not the one in ${known}: it was set up anew, or it is another machine; compare it there (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then ssh-keygen -R '${changed}' -f ${known}; ${scan(known, changed)}`;
  }
  if (unknown !== undefined) {
    return `${known} has no key of ${unknown}: ${scan(known, unknown)}, and compare it`;
  }
  if (/UNPROTECTED PRIVATE KEY FILE|bad permissions/.test(stderr)) {
    return `${identity} may be read by others, and ssh does not take it: chmod 600 ${identity}`;
  }
  if (unreadable || /^(no such identity|Identity file .* not accessible)/m.test(stderr)) {
    const why = unreadable?.[2] ?? "No such file or directory";
    return `${identity} cannot be read (${why}): the service sees no file below /home, /root and /tmp, and none that is not root's; keep it in /etc/hecate`;
  }
  const denied = lines(stderr).find((line) => /Permission denied \(/.test(line));
  if (denied !== undefined) {
    const [, who = user] = /^(\S+): Permission denied/.exec(denied) ?? [];
    return `${denied}: put the public half of ${identity} into authorized_keys of ${who}`;
  }
  // Where a host in between is in the way, the last line is about the way, which says nothing.
  const empty = /^(Connection closed by UNKNOWN|kex_exchange_identification|banner exchange)/;
  return lines(stderr).findLast((line) => !empty.test(line)) ?? lastLineOf(stderr);
}

function scan(known: string, host: string): string {
  const [, name = host, port] = /^\[(.*)\]:(\d+)$/.exec(host) ?? [];
  const at = port === undefined ? name : `-p ${port} ${name}`;
  return `ssh-keyscan -t ed25519 ${at} >> ${known}`;
}

const denials =
  /^sudo: (a password|a terminal|no tty|sorry, you must have a tty|.*not allowed)|is not in the sudoers file|may not run sudo|is not allowed to (run|execute)/;
const isMissing = /\bsudo: (command )?not found|sudo: No such file/;

/** What a script has said is wrong, with a cure where sudo is in its way. */
export function failureOf(stderr: string, user: string): string {
  const all = lines(stderr);
  const denied = all.find((line) => denials.test(line));
  if (denied !== undefined) {
    return `${denied}; sudoers there needs \`${user} ALL=(root) NOPASSWD: /usr/bin/systemctl, /usr/bin/systemd-run\``;
  }
  const missing = all.find((line) => isMissing.test(line));
  if (missing !== undefined) return `${missing}; install sudo there, or take the user root`;
  // Of a machine whose own name leads nowhere: it does all the same.
  return all.find((line) => !/^sudo: unable to resolve host/.test(line)) ?? "";
}

/** The last line that is not empty. */
export function lastLineOf(text: string): string {
  return lines(text).at(-1) ?? "";
}

function lines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
