import assert from "node:assert/strict";
import { type LabNode, until, useCluster } from "../support/lab.ts";

const folder = "/etc/containers/systemd";

/**
 * Stands in for an image that would come from a registry, under its name: busybox alone, from the
 * node's own disk. Nothing is fetched.
 */
const imageOf = (name: string, script: string) =>
  `tar -C /var/tmp/box -c . | podman import -q -c 'CMD ["/bin/sh", "-c", "${script}"]' - ${name}`;
/** The first process of a container hears SIGTERM only where it asks to. */
const runs = (command: string) => `trap 'exit 0' TERM; ${command} & wait`.replaceAll("'", "'\\''");
const waits = runs("sleep 1000");
const makeImages = `set -e
mkdir -p /var/tmp/box/bin /var/tmp/box/usr/share/nginx/html; cp /bin/busybox /var/tmp/box/bin/
for name in sh sleep echo cat httpd; do ln -s busybox /var/tmp/box/bin/$name; done
${imageOf("docker.io/nginx:latest", `echo serving $NGINX_HOST; ${runs("httpd -f -p 80 -h /usr/share/nginx/html")}`)}
${imageOf("docker.io/myapp:latest", `echo app uses $DB_HOST:$DB_PORT; ${waits}`)}
${imageOf("docker.io/postgres:14", `echo stored > /var/lib/postgresql/data/x; echo database $POSTGRES_DB; ${waits}`)}`;

/** The guide's files, as they stand there. */
const webserver = `[Unit]
Description=Nginx Web Server
After=network-online.target

[Container]
Image=docker.io/nginx:latest
PublishPort=8080:80
Volume=/var/www:/usr/share/nginx/html:ro
Environment=NGINX_HOST=example.com

[Service]
Restart=always
TimeoutStartSec=900

[Install]
WantedBy=default.target
`;
const webapp = `[Unit]
Description=Web Application Pod

[Pod]
PodName=webapp
Network=bridge
PublishPort=8080:80
PublishPort=9090:9090
`;
/** Also the guide's, but for Pod=: Quadlet wants the name of the file, webapp.pod (podman-systemd.unit(5)). */
const inPod = (description: string, ...lines: readonly string[]) => `[Unit]
Description=${description}
After=webapp.pod

[Container]
Pod=webapp.pod
${lines.join("\n")}

[Service]
Restart=always

[Install]
WantedBy=default.target
`;
const webappApp = inPod(
  "Web Application",
  "Image=docker.io/myapp:latest",
  "Environment=DB_HOST=localhost",
  "Environment=DB_PORT=5432",
);
const webappDb = inPod(
  "PostgreSQL Database",
  "Image=docker.io/postgres:14",
  "Environment=POSTGRES_PASSWORD=secret",
  "Environment=POSTGRES_DB=webapp",
  "Volume=webapp-db-data:/var/lib/postgresql/data",
);

describe("containers of Quadlet on a real node", function () {
  // podman takes seconds for what systemd does in milliseconds.
  this.timeout(120_000);
  const cluster = useCluster();
  let node: LabNode;
  let areImagesMade = false;

  const hirtectl = async (...args: readonly string[]) => {
    const { status, stdout, stderr } = await cluster.residentHirtectl(...args);
    assert.equal(status, 0, `${args.join(" ")}: ${stderr}`);
    return stdout;
  };
  const podman = async (...args: readonly string[]) =>
    (await node.must("podman", ...args)).trim().split("\n").filter(Boolean).sort();
  const running = () => podman("ps", "--format", "{{.Names}}");
  /** Puts the files there and has hirte make units of them. */
  const quadlets = async (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) await node.write(`${folder}/${name}`, text);
    await hirtectl("daemon-reload", "node2");
  };
  const generated = async () =>
    (await hirtectl("list-unit-files", "--no-headers", "node2"))
      .split("\n")
      .flatMap((line) => /^(\S+\.service) +generated/.exec(line)?.[1] ?? [])
      .sort();
  const says = (unit: string, line: RegExp) =>
    until(() => cluster.residentHirtectl("logs", "node2", unit), {
      what: `${unit} says ${line}`,
      holds: ({ stdout }) => line.test(stdout),
    });

  beforeEach(async () => {
    node = cluster.node2;
    if (areImagesMade) return;
    // Only here it has something to generate (test/lab/base.sh).
    const generators = "/etc/systemd/system-generators";
    await node.link("/usr/libexec/podman/quadlet", `${generators}/podman-system-generator`);
    // Where the box gives the lab no controllers, none can be asked for.
    await node.write("/etc/containers/containers.conf", "[containers]\npids_limit=0\n");
    await node.must("sh", "-c", makeImages);
    areImagesMade = true;
  });
  afterEach(async () => {
    const units = (await generated()).join(" ");
    await node.must(
      ...["sh", "-c"],
      `systemctl stop ${units}; systemctl reset-failed; rm -rf ${folder}/*
       podman pod rm -af; podman rm -af; podman volume rm -af; podman network prune -f
       systemctl daemon-reload`,
    );
  });

  it("[REQ-QUAD-1] the guide's web server is listed before it is loaded, serves, is watched, read and stopped", async () => {
    await node.write("/var/www/index.html", "hello from node2\n");
    await quadlets({ "webserver.container": webserver });
    assert.deepEqual(await generated(), ["webserver.service"]);
    // default.target wants it, by its [Install].
    await until(() => hirtectl("list-units", "node2", "webserver.service"), {
      what: "it is listed",
      holds: (list) => /^webserver\.service +inactive +dead +Nginx Web Server$/m.test(list),
    });
    const watch = cluster.hirtectlSpawn("monitor", "node2", "webserver.service");
    await watch.line(/node2 webserver\.service (inactive|unloaded)/);
    await hirtectl("start", "node2", "webserver.service");
    await watch.line(/node2 webserver\.service active running$/);
    const page = await cluster.primary.must("curl", "-s", `http://${node.ip}:8080/`);
    assert.equal(page, "hello from node2\n");
    assert.match(
      await hirtectl("status", "node2", "webserver.service"),
      /● node2: webserver\.service - Nginx Web Server\n +Loaded: loaded \(\S+\/webserver\.service; generated\)\n +Active: active \(running\)/,
    );
    await says("webserver.service", /node2 \S*webserver\[\d+\]: serving example\.com$/m);
    await hirtectl("stop", "node2", "webserver.service");
    await watch.line(/node2 webserver\.service inactive dead$/);
    assert.deepEqual(await podman("ps", "-aq"), []);
  });

  it("[REQ-QUAD-1] the guide's pod is started with its containers, listed, read and stopped with them", async () => {
    await quadlets({
      "webapp.pod": webapp,
      "webapp-app.container": webappApp,
      "webapp-db.container": webappDb,
    });
    const units = ["webapp-app.service", "webapp-db.service", "webapp-pod.service"];
    assert.deepEqual(await generated(), units);
    // The guide starts webapp.service: Quadlet of today makes webapp-pod.service of webapp.pod.
    assert.equal((await cluster.residentHirtectl("start", "node2", "webapp.service")).status, 4);
    await hirtectl("start", "node2", "webapp-pod.service");
    await hirtectl("start", "node2", "webapp-app.service", "webapp-db.service");
    assert.deepEqual(await running(), ["systemd-webapp-app", "systemd-webapp-db", "webapp-infra"]);
    const listed = units.map((unit) => `${unit} active running`).join("\n");
    await until(() => hirtectl("list-units", "--no-headers", "node2", "webapp*"), {
      what: "all of them are listed as running",
      holds: (list) => list.trim().replace(/^(\S+) +(\S+) +(\S+).*$/gm, "$1 $2 $3") === listed,
    });
    await says("webapp-app.service", /node2 \S*webapp-app\[\d+\]: app uses localhost:5432$/m);
    await says("webapp-db.service", /node2 \S*webapp-db\[\d+\]: database webapp$/m);
    await hirtectl("stop", "node2", "webapp-pod.service");
    assert.deepEqual(await podman("ps", "-aq"), []);
    for (const unit of units) await node.unitIs(unit, "inactive");
    assert.deepEqual(await podman("volume", "ls", "-q"), ["webapp-db-data"]);
  });

  it("[REQ-QUAD-1] networks and volumes are units as well, which a container brings along", async () => {
    await quadlets({
      "app.network": "[Network]\nNetworkName=app\n",
      "data.volume": "[Volume]\nVolumeName=data\n",
      "store.container":
        "[Container]\nImage=docker.io/postgres:14\nNetwork=app.network\nVolume=data.volume:/var/lib/postgresql/data\n",
    });
    assert.deepEqual(await generated(), [
      "app-network.service",
      "data-volume.service",
      "store.service",
    ]);
    await hirtectl("start", "node2", "store.service");
    for (const unit of ["app-network.service", "data-volume.service"]) {
      assert.equal(await hirtectl("is-active", "node2", unit), "active\n");
    }
    assert.ok((await podman("network", "ls", "-q")).includes("app"));
    assert.deepEqual(await podman("volume", "ls", "-q"), ["data"]);
    await hirtectl("stop", "node2", "store.service");
    assert.deepEqual(await running(), []);
    await hirtectl("stop", "node2", "app-network.service", "data-volume.service");
    assert.equal(
      (await cluster.residentHirtectl("is-active", "node2", "data-volume.service")).status,
      3,
    );
  });

  it("[REQ-QUAD-2] tell their failure with their unit's state and last lines", async () => {
    await quadlets({
      "alone.container":
        '[Container]\nImage=docker.io/myapp:latest\nNetwork=none\nExec=/bin/sh -c "echo no way; exit 3"\n[Service]\nType=oneshot\n',
    });
    const { status, stderr } = await cluster.hirtectl("start", "node2", "alone.service");
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^node2: start alone\.service: failed \(exit-code\), unit is failed\/failed, exit status 3\n/,
    );
    assert.match(stderr, /^ {4}Failed to start alone\.service\.$/m);
    // systemd has a line for each of podman's helpers that it ends: more than a failure is told with.
    const shown = await cluster.hirtectl("status", "-n", "40", "node2", "alone.service");
    assert.equal(shown.status, 3);
    assert.match(shown.stdout, /^ +Active: failed \(Result: exit-code\) since /m);
    assert.match(shown.stdout, /^no way$/m);
  });
});
