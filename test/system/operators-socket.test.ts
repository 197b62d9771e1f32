import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { topics } from "../../src/protocol/topics.ts";
import { type Outcome, until, useCluster } from "../support/lab.ts";

const socket = "/run/hirte/hirte.sock";

describe("the operators' socket on a real machine", () => {
  const cluster = useCluster({ tls: "off" });
  const as = (user: string, ...args: readonly string[]): Promise<Outcome> =>
    cluster.primary.exec("setpriv", `--reuid=${user}`, "--regid=nogroup", "--init-groups", ...args);
  const requester = async () => {
    const told = () => cluster.wire.all(topics.job).flatMap(({ message }) => message ?? []);
    const job = await until(() => told().at(-1), {
      what: "a job is told",
      holds: (message) => message?.state === "finished",
    });
    return [job?.user, job?.unit, job?.result];
  };
  const rightsOf = (path: string) => cluster.primary.must("stat", "-c", "%A %U:%G", path);
  const hirteIsStopped = async () => {
    cluster.primary.upset();
    await cluster.primary.systemctl("stop", "hirte");
    await cluster.primary.unitIs("hirte.socket", "inactive");
  };

  before(async () => {
    await cluster.ready();
    await cluster.primary.must(
      ...["sh", "-c"],
      `id olga || useradd -G hirte-operators olga; id otto || useradd -G hirte-operators otto; id eve || useradd eve`,
    );
  });

  it("[REQ-SOCK-1] is root's and its group's, made by systemd; the folder of proofs shows nobody what is in it", async () => {
    assert.equal(await rightsOf(socket), "srw-rw---- root:hirte-operators\n");
    assert.equal(await rightsOf("/run/hirte/auth"), "drwx-wx--T hirte:hirte-operators\n");
    assert.equal(await cluster.primary.property("hirte.socket", "SubState"), "running");
    const log = await cluster.primary.journal(["hirte"]);
    assert.match(log, /operators can connect by a socket path=\S+ isPassed=true/);
  });

  it("[REQ-SOCK-6] is what hirtectl uses by itself: a job says who had it done, by the login name", async () => {
    await cluster.node1.startLog("by-root.service");
    const asRoot = await cluster.hirtectl("start", "node1", "by-root.service");
    assert.equal(asRoot.status, 0, asRoot.stderr);
    assert.deepEqual(await requester(), ["root@local", "by-root.service", "done"]);
    await cluster.node1.startLog("by-olga.service");
    const asOlga = await as("olga", "hirtectl", "start", "node1", "by-olga.service");
    assert.equal(asOlga.status, 0, asOlga.stderr);
    assert.deepEqual(await requester(), ["olga@local", "by-olga.service", "done"]);
    const left = await cluster.primary.must("ls", "-A", "/run/hirte/auth");
    assert.equal(left, "");
  });

  it("[REQ-SOCK-4] lets operators act, and root alone say which nodes may join", async () => {
    const asOlga = await as("olga", "hirtectl", "node", "disallow", "node3");
    assert.equal(asOlga.status, 7, asOlga.stderr);
    assert.match(asOlga.stderr, /needs the role admin, and user olga@local is operator/);
    const asRoot = await cluster.hirtectl("node", "allow", "node9");
    assert.equal(asRoot.status, 0, asRoot.stderr);
    await cluster.hirtectl("node", "disallow", "node9");
  });

  it("[REQ-SOCK-6] is closed to who is not in its group, and hirtectl says what to do", async () => {
    const { status, stderr } = await as("eve", "hirtectl", "-H", `unix:${socket}`, "list-nodes");
    assert.equal(status, 7, stderr);
    assert.match(
      stderr,
      /is not open to eve, who is not in its group: usermod -aG hirte-operators eve/,
    );
    const folder = await as("eve", "touch", "/run/hirte/auth/x");
    assert.notEqual(folder.status, 0);
  });

  it("[REQ-SOCK-3] one operator can neither see, nor take away, nor move what another one proves itself with", async () => {
    const auth = "/run/hirte/auth";
    await as("olga", "touch", `${auth}/olgas`);
    for (const attempt of [
      ["ls", auth],
      ["rm", "-f", `${auth}/olgas`],
      ["mv", `${auth}/olgas`, `${auth}/ottos`],
    ]) {
      const { status } = await as("otto", ...attempt);
      assert.notEqual(status, 0, attempt.join(" "));
    }
    await as("olga", "rm", `${auth}/olgas`);
  });

  it("[REQ-SOCK-7] stays while hirte is restarted, and who watches goes on", async () => {
    const { primary } = cluster;
    const inode = await primary.must("stat", "-c", "%i", socket);
    await cluster.node1.startLog("after.service");
    const watching = primary.spawn(
      ...["setpriv", "--reuid=olga", "--regid=nogroup", "--init-groups"],
      ...["hirtectl", "monitor", "node1", "after.service"],
    );
    await until(() => watching.stdout, { what: "it watches", holds: (text) => text !== "" });
    await primary.systemctl("restart", "hirte");
    assert.equal(await primary.must("stat", "-c", "%i", socket), inode);
    await primary.systemctl("kill", "-s", "KILL", "hirte");
    // Waits in the socket until hirte is back.
    await until(() => as("olga", "hirtectl", "list-nodes"), {
      what: "hirte answers again",
      holds: ({ status }) => status === 0,
      deadlineMs: 20_000,
    });
    assert.equal(await primary.must("stat", "-c", "%i", socket), inode);
    await cluster.allOnline();
    const before = watching.stdout.length;
    await cluster.hirtectl("start", "node1", "after.service");
    await until(() => watching.stdout.slice(before), {
      what: "the watch goes on",
      holds: (text) => /after\.service.* active/.test(text),
    });
  });

  it("[REQ-SOCK-8] goes when hirte is stopped: who connects then starts no hirte, and is told", async () => {
    const { primary } = cluster;
    primary.upset();
    await primary.systemctl("stop", "hirte");
    assert.equal(await primary.activeState("hirte.socket"), "inactive");
    const { status, stderr } = await cluster.hirtectl("-H", `unix:${socket}`, "list-nodes");
    assert.equal(status, 8, stderr);
    assert.match(
      stderr,
      /there is no hirte here: .*hirte\.sock does not exist; .*systemctl start hirte/,
    );
    assert.equal(await primary.activeState("hirte"), "inactive");
  });

  it("[REQ-SOCK-8] has a hirte that ends for good not started again by who waits to be let in", async () => {
    const { primary } = cluster;
    const wrong = "/etc/hirte/hirte.conf.d/wrong.conf";
    await primary.signal("hirte", "STOP");
    const waiting = primary.spawn("hirtectl", "--timeout", "20s", "list-nodes");
    await until(() => primary.must("ss", "-xln", "src", socket), {
      what: "a connection waits in the socket",
      holds: (text) => Number(/u_str\s+LISTEN\s+(\d+)/.exec(text)?.[1]) > 0,
    });
    await primary.write(wrong, "[hirte]\nManagerPort=x\n");
    try {
      // It comes back, finds its configuration wrong, and ends with 2.
      await primary.signal("hirte", "KILL");
      await primary.unitIs("hirte.service", "failed", 20_000);
      await primary.unitIs("hirte.socket", "inactive");
      assert.equal((await waiting.ended).status, 8);
      assert.equal(await primary.property("hirte.service", "NRestarts"), "1");
      assert.equal(await primary.activeState("hirte"), "failed");
    } finally {
      await primary.remove(wrong);
    }
  });

  it("[REQ-SOCK-2] lets in any MQTT client that proves itself as docs/security.md says", async () => {
    const text = readFileSync(join(import.meta.dirname, "../../docs/security.md"), "utf8");
    const [, script = ""] = /```sh\n(secret=.*?)```/s.exec(text) ?? [];
    assert.match(script, /mosquitto_sub/);
    const { status, stderr } = await as("olga", "sh", "-c", `${script.trimEnd()} -W 1`);
    // 27: the time of -W is over, as it was listened to until then.
    assert.equal(status, 27, stderr);
    const log = await cluster.primary.journal(["hirte"], { lines: 5 });
    assert.doesNotMatch(log, /refused/);
  });

  it("[REQ-SOCK-10] keeps who comes waiting for a hirte that has not run since the boot", async () => {
    const { primary } = cluster;
    const gate = "/run/gate";
    await hirteIsStopped();
    await primary.must("rm", "-rf", "/run/hirte");
    await primary.must("mkfifo", gate);
    await primary.unit(
      "hirte.service.d/late.conf",
      `[Service]\nExecStartPre=+/bin/sh -c 'test ! -p ${gate} || cat ${gate}'\n`,
    );
    try {
      await primary.systemctl("--no-block", "start", "hirte");
      await primary.unitIs("hirte.socket", "active");
      const ask = ["hirtectl", "--timeout", "20s", "list-nodes"];
      const asOlga = ["setpriv", "--reuid=olga", "--regid=nogroup", "--init-groups"];
      const asking = [primary.spawn(...ask), primary.spawn(...asOlga, ...ask)];
      await until(() => primary.must("ss", "-xln", "src", socket), {
        what: "both wait in the socket",
        holds: (text) => Number(/u_str\s+LISTEN\s+(\d+)/.exec(text)?.[1]) === asking.length,
      });
      assert.equal(await primary.activeState("hirte"), "activating");
      await primary.must("sh", "-c", `: > ${gate}`);
      const ends = await Promise.all(asking.map(({ ended }) => ended));
      assert.deepEqual(
        ends.map(({ status, stderr }) => [status, stderr]),
        asking.map(() => [0, ""]),
      );
      assert.equal(await rightsOf("/run/hirte"), "drwxr-xr-x hirte:hirte\n");
      assert.equal(await rightsOf("/run/hirte/auth"), "drwx-wx--T hirte:hirte-operators\n");
    } finally {
      await primary.must("rm", "-f", gate);
    }
  });

  it("[REQ-SOCK-3] has its folder of proofs made in hirte's own name: no link in hirte's folder leads root astray", async () => {
    const { primary } = cluster;
    const ofRoots = "/run/of-roots";
    await hirteIsStopped();
    await primary.must("mkdir", "-m", "700", ofRoots);
    await primary.must("sh", "-c", `rm -rf /run/hirte/auth; ln -s ${ofRoots} /run/hirte/auth`);
    try {
      await primary.systemctl("start", "hirte");
      assert.equal(await rightsOf(ofRoots), "drwx------ root:root\n");
      const log = await primary.journal(["hirte"], { lines: 20 });
      assert.match(log, /\/run\/hirte\/auth is not a folder of hirte's own/);
    } finally {
      await primary.systemctl("stop", "hirte");
      await primary.must("rm", "-rf", "/run/hirte/auth", ofRoots);
    }
  });

  it("[REQ-SOCK-8] is made by hirte itself where there is no hirte.socket", async () => {
    const { primary } = cluster;
    primary.upset();
    await primary.systemctl("stop", "hirte");
    await primary.systemctl("mask", "--runtime", "hirte.socket");
    try {
      for (const how of ["start", "kill"]) {
        if (how === "start") await primary.systemctl("start", "hirte");
        else await primary.signal("hirte", "KILL");
        const answered = await until(
          () => as("olga", "hirtectl", "-H", `unix:${socket}`, "list-nodes"),
          {
            what: "hirte answers",
            holds: ({ status }) => status === 0,
            deadlineMs: 20_000,
          },
        );
        assert.equal(answered.status, 0);
        assert.equal(await rightsOf(socket), "srw-rw---- hirte:hirte-operators\n");
      }
    } finally {
      await primary.systemctl("unmask", "--runtime", "hirte.socket");
      await primary.systemctl("stop", "hirte");
    }
  });
});
