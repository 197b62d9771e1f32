/** Units that are started hundreds of times: systemd would hold them for broken after five. */
const unlimited = "[Unit]\nStartLimitIntervalSec=0\n";

/** Does something short and is over. */
export const oneshot = `${unlimited}[Service]\nType=oneshot\nExecStart=/bin/true\n`;
/** Is up as soon as its process is there, and goes on. */
export const simple = `${unlimited}[Service]\nType=simple\nExecStart=/bin/sleep infinity\n`;
