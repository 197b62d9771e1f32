import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { Broker } from "../../../broker/broker.ts";
import { OperatorsSocket } from "../../../broker/operators-socket.ts";
import { ProofFolder } from "../../../broker/proof-folder.ts";
import type { ConnectOptions } from "../../../src/client/connection.ts";
import { localServer } from "../../../src/client/local-server.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { ProofOnce } from "../../../src/mqtt/link.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { oneForAll, rightPassword } from "../../support/identities.ts";
import { linkTo, opened } from "../../support/link.ts";
import { isRoot, LocalHirte, olga, otto } from "../../support/local-socket.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { WireClient } from "../../support/wire-client.ts";

const asOlga = `uid-${olga}@local`;
const secretOf = () => randomId() + randomId();
const request = (user: string) => `hirte/v1/requests/${user}/@manager/list-nodes`;

describe("the operators' socket", function () {
  this.timeout(20_000);
  let hirte: LocalHirte;
  before(function () {
    // Who somebody is can be tried by those alone who can be several.
    if (!isRoot) this.skip();
  });
  beforeEach(async () => {
    hirte = await LocalHirte.start();
  });
  afterEach(() => hirte?.stop());

  const show = async (secret: string, username = asOlga) =>
    (await hirte.tries({ username, password: secret })).returnCode;
  const failures = () => hirte.tested.broker.stats().loginFailures;

  it("[REQ-SOCK-2] lets in who shows the secret of a file of its own, once, and takes the file away", async () => {
    const secret = secretOf();
    hirte.prove(olga, secret);
    equal(await show(secret), 0);
    equal(existsSync(hirte.fileOf(secret)), false);
    equal(await show(secret), 4);
    deepEqual(failures(), { missing: 0, wrong: 1, busy: 0 });
  });

  it("[REQ-SOCK-2] lets in one of many who show the same secret at once", async () => {
    const secret = secretOf();
    hirte.prove(olga, secret);
    const answers = await Promise.all(Array.from({ length: 8 }, () => show(secret)));
    deepEqual(answers.toSorted(), [0, 4, 4, 4, 4, 4, 4, 4]);
  });

  it("[REQ-SOCK-3] refuses one operator under another's name, counts and logs it, and the secret is used up", async () => {
    const secret = secretOf();
    hirte.prove(otto, secret);
    equal(await show(secret), 4);
    deepEqual(failures(), { missing: 0, wrong: 1, busy: 0 });
    const told = hirte.tested.warnings.at(-1);
    equal(told?.["detail"], `it is uid-${otto}@local (uid ${otto}), not ${asOlga}`);
    equal(await show(secret, `uid-${otto}@local`), 4);
  });

  it("[REQ-SOCK-2] refuses who shows nothing, a name without a proof, or a user of hirte's that nobody asks for", async () => {
    equal((await hirte.tries({})).returnCode, 5);
    equal((await hirte.tries({ username: asOlga })).returnCode, 5);
    equal(await show("short"), 4);
    equal(await show(secretOf()), 4);
    equal(await show("right password of ada's, at least", "ada"), 4);
    deepEqual(failures(), { missing: 2, wrong: 3, busy: 0 });
  });

  describe("is not taken in by", () => {
    it("[REQ-SOCK-3] a hard link to a file of somebody else's", async () => {
      const secret = secretOf();
      const victims = join(hirte.directory, "victims");
      writeFileSync(victims, "", { mode: 0 });
      utimesSync(victims, 0, 0);
      // Linux itself would not let otto do this (protected_hardlinks): not every machine says so.
      linkSync(victims, hirte.fileOf(secret));
      equal(await show(secret, "root@local"), 4);
      match(String(hirte.tested.warnings.at(-1)?.["detail"]), /another name/);
    });

    it("[REQ-SOCK-3] a symbolic link to a file of somebody else's", async () => {
      const secret = secretOf();
      const victims = join(hirte.directory, "victims");
      writeFileSync(victims, "", { mode: 0 });
      utimesSync(victims, 0, 0);
      equal(hirte.as(otto, `fs.symlinkSync(${JSON.stringify(victims)}, file)`, secret), "");
      equal(await show(secret, "root@local"), 4);
      equal(existsSync(victims), true);
      symlinkSync(victims, hirte.fileOf(secret));
      equal(await show(secret, "root@local"), 4);
      match(String(hirte.tested.warnings[0]?.["detail"]), /no regular file/);
    });

    it("[REQ-SOCK-3] a folder, empty or not", async () => {
      for (const script of [
        "fs.mkdirSync(file)",
        `fs.mkdirSync(file); fs.writeFileSync(file + "/x", "")`,
      ]) {
        const secret = secretOf();
        equal(hirte.as(olga, script, secret), "");
        equal(await show(secret), 4);
      }
    });

    it("[REQ-SOCK-3] an empty file of root's that was made in a folder of an operator's, and moved", async () => {
      const secret = secretOf();
      equal(hirte.as(otto, `fs.mkdirSync(auth + "/ottos", 0o777)`), "");
      writeFileSync(join(hirte.directory, "auth/ottos/ready"), "");
      equal(hirte.as(otto, `fs.renameSync(auth + "/ottos/ready", file)`, secret), "");
      equal(lstatSync(hirte.fileOf(secret)).uid, 0);
      equal(await show(secret, "root@local"), 4);
      match(String(hirte.tested.warnings.at(-1)?.["detail"]), /not marked by its owner/);
    });

    it("[REQ-SOCK-3] a file that somebody else is to have marked: only its owner can", async () => {
      const secret = secretOf();
      writeFileSync(hirte.fileOf(secret), "", { mode: 0o666 });
      chmodSync(hirte.fileOf(secret), 0o666);
      match(hirte.as(otto, "mark(file)", secret), /EPERM/);
      equal(await show(secret, "root@local"), 4);
    });

    it("[REQ-SOCK-3] a file with something in it, or one of which somebody keeps a second name", async () => {
      const full = secretOf();
      equal(hirte.as(olga, `fs.writeFileSync(file, "x"); mark(file)`, full), "");
      equal(await show(full), 4);
      const twice = secretOf();
      equal(
        hirte.as(
          olga,
          `fs.writeFileSync(file, ""); fs.linkSync(file, file + "2"); mark(file)`,
          twice,
        ),
        "",
      );
      equal(await show(twice), 4);
    });

    it("[REQ-SOCK-3] an operator who lists, takes away, replaces or has seen the files of another", async () => {
      const secret = secretOf();
      hirte.prove(olga, secret);
      match(hirte.as(otto, "fs.readdirSync(auth)"), /EACCES/);
      match(hirte.as(otto, "fs.unlinkSync(file)", secret), /EPERM/);
      match(
        hirte.as(
          otto,
          `fs.writeFileSync(auth + "/o", ""); fs.renameSync(auth + "/o", file)`,
          secret,
        ),
        /EPERM/,
      );
      match(hirte.as(otto, `fs.writeFileSync(file, "", { flag: "wx" })`, secret), /EEXIST/);
      equal(await show(secret), 0);
    });
  });

  it("[REQ-SOCK-2] refuses a file that is older than 5 s, and takes it away", async () => {
    const secret = secretOf();
    hirte.prove(olga, secret);
    const { ctimeMs } = lstatSync(hirte.fileOf(secret));
    while (Date.now() < ctimeMs + 5100) await new Promise((resolve) => setTimeout(resolve, 100));
    equal(await show(secret), 4);
    match(String(hirte.tested.warnings.at(-1)?.["detail"]), /too old/);
    equal(existsSync(hirte.fileOf(secret)), false);
  });

  it("[REQ-SOCK-4] binds who comes in to its name, also where nobody else is asked who it is", async () => {
    const secret = secretOf();
    hirte.prove(olga, secret);
    const { client } = await hirte.tries({ username: asOlga, password: secret });
    await client.publishAcked(request("somebody"), "{}");
    await client.publishAcked(request("root@local"), "{}");
    equal(hirte.tested.broker.stats().droppedMessages, 2);
    await client.publishAcked(request(asOlga), "{}");
    equal(hirte.tested.broker.stats().droppedMessages, 2);
  });

  it("[REQ-SOCK-4] keeps its names from those who have proven nothing", async () => {
    const client = await hirte.tested.client({ username: asOlga });
    await client.publishAcked(request(asOlga), "{}");
    equal(hirte.tested.broker.stats().droppedMessages, 1);
    await client.publishAcked(request("anna"), "{}");
    equal(hirte.tested.broker.stats().droppedMessages, 1);
  });

  it("[REQ-SOCK-1] can be opened by its group alone", async () => {
    equal((lstatSync(hirte.socket.path).mode & 0o7777).toString(8), "660");
    const tries = (gid: number) =>
      spawnSync(process.execPath, [
        "-e",
        `process.setgroups([]); process.setgid(${gid}); process.setuid(${olga});
         require("node:net").connect(${JSON.stringify(hirte.socket.path)})
           .on("connect", () => process.exit(0)).on("error", (e) => { console.log(e.code); process.exit(1); })`,
      ]).stdout.toString();
    // Not while this process waits for it to end: the kernel takes the connection on.
    equal(tries(65_533), "EACCES\n");
    equal(tries(64_000), "");
  });

  it("[REQ-SOCK-9] ends who does not say CONNECT, and lets in no more than the limit says", async () => {
    const small = await LocalHirte.start({
      limits: { maxConnections: 1, connectTimeoutMs: 200, judgeMs: 20 },
    });
    try {
      const secret = secretOf();
      small.prove(olga, secret);
      const { returnCode } = await small.tries({ username: asOlga, password: secret });
      equal(returnCode, 0);
      await rejects(small.tries({ username: asOlga, password: secretOf() }));
      equal(small.tested.broker.stats().cutOffs["no-room"], 1);
    } finally {
      await small.stop();
    }
  });

  it("[REQ-SOCK-6] is come in by with the client library, by a new proof for each connection, and nothing is left", async () => {
    const { servers, credentials, user } = localServer(hirte.socket.path);
    let ups = 0;
    const link = await opened(
      linkTo(servers, { ...(credentials ? { credentials } : {}), onUp: () => ups++ }),
    );
    equal(user, "root@local");
    const isBack = new Promise<void>((resolve) => {
      const look = () => (ups > 1 ? resolve() : setTimeout(look, 10));
      look();
    });
    hirte.tested.broker.signOut("root@local", "at-once");
    await isBack;
    deepEqual(readdirSync(join(hirte.directory, "auth")), []);
    deepEqual(failures(), { missing: 0, wrong: 0, busy: 0 });
    await link.close();
  });

  it("[REQ-SOCK-6] a client that does not get in leaves no file", async () => {
    const { credentials } = localServer(hirte.socket.path);
    const silent = createServer();
    silent.listen(join(hirte.directory, "other.sock"));
    await once(silent, "listening");
    const { servers } = localServer(join(hirte.directory, "other.sock"));
    let reason = "";
    const link = linkTo(servers, {
      ...(credentials ? { credentials } : {}),
      connectTimeoutMs: 50,
      onDown: (why) => {
        reason ||= why;
      },
    });
    link.open();
    while (reason === "") await new Promise((resolve) => setTimeout(resolve, 5));
    await link.close("cut");
    deepEqual(readdirSync(join(hirte.directory, "auth")), []);
    silent.close();
  });

  it("[REQ-SOCK-9] files that were left over are taken away, and others stay", async () => {
    const folder = await ProofFolder.open(hirte.socket.path);
    hirte.prove(olga, secretOf());
    equal(
      hirte.as(olga, `fs.mkdirSync(auth + "/full"); fs.writeFileSync(auth + "/full/x", "")`),
      "",
    );
    await folder.sweep();
    equal(readdirSync(join(hirte.directory, "auth")).length, 2);
    await folder.sweep(() => Date.now() + 61_000);
    deepEqual(readdirSync(join(hirte.directory, "auth")), ["full"]);
    await folder.close();
  });
});

describe("the operators' socket where hirte has users", function () {
  this.timeout(20_000);
  before(function () {
    if (!isRoot) this.skip();
  });

  it("[REQ-SOCK-4] lets in both those of the machine and users with their passwords, and nobody as the other", async () => {
    const hirte = await LocalHirte.start({ authentication: oneForAll });
    try {
      const secret = secretOf();
      hirte.prove(olga, secret);
      equal((await hirte.tries({ username: asOlga, password: secret })).returnCode, 0);
      equal((await hirte.tries({ username: "ada", password: rightPassword })).returnCode, 0);
      equal((await hirte.tries({ username: "ada", password: "wrong one" })).returnCode, 4);
      equal((await hirte.tries({ username: asOlga, password: rightPassword })).returnCode, 4);
      equal((await hirte.tries({ username: "root@local", password: rightPassword })).returnCode, 4);
    } finally {
      await hirte.stop();
    }
  });
});

describe("the operators' socket of a hirte that comes or goes", () => {
  const directory = useTempDir();
  const path = () => join(directory(), "hirte.sock");
  let tested: BrokerUnderTest;
  let socket: OperatorsSocket | undefined;
  const clients: WireClient[] = [];
  beforeEach(async () => {
    tested = await BrokerUnderTest.start();
  });
  afterEach(async () => {
    for (const { stream } of clients.splice(0)) stream.destroy();
    await tested.stop();
    await socket?.close();
    socket = undefined;
  });
  const serve = async (
    slow: Pick<Parameters<typeof OperatorsSocket.serve>[0], "openFolder" | "findGroup"> = {},
  ) => {
    const parts = { runDir: directory(), broker: tested.broker, log: silentLog() };
    socket = await OperatorsSocket.serve({ ...parts, ...slow });
    return socket;
  };
  /** Somebody of this process's own uid who has connected, and has said nothing. */
  const comer = async () => {
    const stream = connect(path());
    await once(stream, "connect");
    const client = new WireClient(stream);
    clients.push(client);
    const { username, password } = proofOf(localServer(path()).credentials);
    return { show: () => client.connect({ username, password }) };
  };

  /** Something slow: that it was begun, and how it may go on. */
  const gate = () => {
    let reach = () => {};
    const isReached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    let goOn = () => {};
    const isOver = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const pass = () => {
      reach();
      return isOver;
    };
    return { isReached, pass, goOn };
  };

  it("[REQ-SOCK-10] has nobody connect before it can be looked at who comes, and then lets them in", async () => {
    const disk = gate();
    const serving = serve({
      openFolder: async (socketPath) => {
        await disk.pass();
        return ProofFolder.open(socketPath);
      },
    });
    await disk.isReached;
    await rejects(comer(), /ENOENT|ECONNREFUSED/);
    disk.goOn();
    await serving;
    equal(await (await comer()).show(), 0);
  });

  it("[REQ-SOCK-10] is not there, and so closed to nobody of the group, while the group is looked up", async () => {
    const groups = gate();
    const serving = serve({
      findGroup: async () => {
        await groups.pass();
        return process.getegid?.();
      },
    });
    await groups.isReached;
    const isThere = existsSync(path());
    groups.goOn();
    await serving;
    equal(isThere, false);
    equal((lstatSync(path()).mode & 0o777).toString(8), "660");
  });

  it("[REQ-SOCK-10] looks at who has connected when nobody else can any more", async () => {
    const served = await serve();
    const [early, next] = [await comer(), await comer()];
    // Connections are taken on in turn: the one before it was, too.
    equal(await next.show(), 0);
    served.stopListening();
    await rejects(comer(), /ENOENT|ECONNREFUSED/);
    equal(await early.show(), 0);
  });
});

function proofOf(credentials: ConnectOptions["credentials"]): ProofOnce {
  if (typeof credentials !== "function") throw new Error("it shows no proof");
  return credentials();
}

describe("the file of the operators' socket", () => {
  const directory = useTempDir();
  let broker: Broker;
  beforeEach(async () => {
    broker = await Broker.start({ listenAddresses: [], port: 0, log: silentLog() });
  });
  afterEach(() => broker.close());
  const serve = () => OperatorsSocket.serve({ runDir: directory(), broker, log: silentLog() });
  const path = () => join(directory(), "hirte.sock");

  it("[REQ-SOCK-1] that was left over is replaced", async () => {
    const script = `require("node:net").createServer().listen(${JSON.stringify(path())}, () => process.kill(process.pid, "SIGKILL"))`;
    spawnSync(process.execPath, ["-e", script]);
    equal(lstatSync(path()).isSocket(), true);
    const socket = await serve();
    const probe = connect(path());
    await once(probe, "connect");
    probe.destroy();
    await socket.close();
    equal(existsSync(path()), false);
  });

  it("[REQ-SOCK-1] at which somebody listens is never replaced", async () => {
    const living = createServer();
    living.listen(path());
    await once(living, "listening");
    const { ino } = lstatSync(path());
    await rejects(serve(), /somebody listens there already/);
    equal(lstatSync(path()).ino, ino);
    living.close();
  });

  it("[REQ-SOCK-1] that is no socket is left alone", async () => {
    writeFileSync(path(), "of use to somebody");
    await rejects(serve(), /something lies there that is no socket/);
    equal(existsSync(path()), true);
  });

  it("[REQ-SOCK-3] is not served where others could put another folder of proofs in its place", async () => {
    chmodSync(directory(), 0o777);
    await rejects(serve(), /others than hirte and root can change what lies in/);
    chmodSync(directory(), 0o755);
    mkdirSync(join(directory(), "elsewhere"));
    symlinkSync("elsewhere", join(directory(), "auth"));
    await rejects(serve(), /is not a folder of hirte's own/);
  });
});
