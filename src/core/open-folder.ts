import { closeSync, constants, openSync } from "node:fs";

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;

/**
 * An open directory: names below `path` are looked up in it whatever becomes of the name it was opened by. So root
 * can work in what belongs to somebody else, who may put something else in its place meanwhile. Node.js has no
 * openat(2); Linux gives the same by /proc/self/fd (proc_pid_fd(5)).
 */
export interface OpenFolder {
  readonly path: string;
  close(): void;
}

/**
 * Opens a directory; a symbolic link in its place is refused, unless `follow`.
 * @throws NodeJS.ErrnoException
 */
export function openFolder(path: string, { follow = false } = {}): OpenFolder {
  const fd = openSync(path, O_RDONLY | O_DIRECTORY | (follow ? 0 : O_NOFOLLOW));
  return { path: `/proc/self/fd/${fd}`, close: () => closeSync(fd) };
}

/** Flags to open what should be a regular file: a link is not followed, and no pipe waited for. */
export const plainFileFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
