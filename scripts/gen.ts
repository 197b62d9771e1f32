/** npm run gen: writes everything that is made of something else, in the order in which it is needed. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const bin = (name: string) => join(root, "node_modules/.bin", name);
const run = (program: string, ...args: string[]) =>
  execFileSync(bin(program), args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });

run("tsx", "scripts/gen-types.ts");
run("tsx", "scripts/gen-validators.ts");
run("tsx", "scripts/gen-hecate-config.ts");
run("tsx", "scripts/gen-dbus.ts");
run("biome", "format", "--write", "--log-level=error", "schemas");
run("tsx", "scripts/gen-docs.ts");
run("tsx", "scripts/gen-cli-docs.ts");
run("tsx", "scripts/gen-man.ts");
if (!process.argv.includes("--untraced")) run("tsx", "scripts/traceability.ts");
