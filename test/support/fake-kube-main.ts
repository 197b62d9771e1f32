/**
 * The fake API server as a process: `fake-kube-main.ts DIRECTORY ADDRESS PORT [CONTROL-PORT]`. DIRECTORY gets its
 * certificates and a kubeconfig for it. It says `ready` when it listens. On http://ADDRESS:CONTROL-PORT (default: PORT + 1):
 *
 *     GET  /audit               every request, in order, as JSON
 *     GET  /objects/PLURAL      objects of a kind
 *     POST /objects             puts the objects of a JSON list
 *     POST /faults              what is wrong from now on, a JSON list of Fault, `on` as text
 *     POST /pace                how long things take, as Pace
 *     POST /switches            {isReady, isGitUp, evictionVersion}
 */
import { createServer } from "node:http";
import { systemClock } from "../../src/core/clock.ts";
import { FakeKube, type Fault } from "./fake-kube.ts";
import { FakeKubeServer } from "./fake-kube-server.ts";
import type { Json } from "./kube/kinds.ts";

const [directory, host, portText, controlText] = process.argv.slice(2);
if (!directory || !host || !portText)
  throw new Error("fake-kube-main.ts DIRECTORY ADDRESS PORT [CONTROL-PORT]");
const port = Number(portText);
const kube = new FakeKube({ clock: systemClock });
await FakeKubeServer.start({ kube, directory, host, port });
const control = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8");
  request.on("data", (part: string) => {
    text += part;
  });
  request.on("end", () => {
    try {
      const answer = act(`${request.method} ${request.url}`, text);
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  });
});
control.listen(controlText === undefined ? port + 1 : Number(controlText), host, () => {
  console.log("ready");
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));

/** Bodies are of tests, which are trusted to write them as they are described above. */
function act(what: string, text: string): unknown {
  const [, plural] = /^GET \/objects\/(\w+)$/.exec(what) ?? [];
  if (plural !== undefined) return kube.all(plural);
  switch (what) {
    case "GET /audit":
      return kube.audit;
    case "POST /objects":
      kube.put(...(JSON.parse(text) as Json[]));
      return {};
    case "POST /faults":
      kube.faults = (JSON.parse(text) as (Omit<Fault, "on"> & { on?: string })[]).map(
        ({ on, ...rest }) => ({ ...rest, ...(on === undefined ? {} : { on: new RegExp(on) }) }),
      );
      return {};
    case "POST /pace":
      Object.assign(kube.pace, JSON.parse(text));
      return {};
    case "POST /switches":
      Object.assign(kube, JSON.parse(text));
      return {};
    default:
      throw new Error(`there is no ${what}`);
  }
}
