import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readGenerator } from "../scripts/generate/tools/jar.js";
import type { Machine } from "./results.js";

/** What the figures depend on; nothing that tells whose machine it is. */
export function describeMachine(): Machine {
  const cpus = os.cpus();
  return {
    cpu: (cpus[0]?.model ?? "unknown").trim(),
    cores: cpus.length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    load: Number((os.loadavg()[0] ?? NaN).toFixed(2)),
    os: `${os.type()} ${os.release().split("-")[0] ?? ""} ${os.arch()}`,
  };
}

/** @param root of the repository, with everything built */
export function describeVersions(root: string): Record<string, string> {
  const version = (file: string): string => {
    const json = JSON.parse(readFileSync(path.join(root, file), "utf8")) as { version: string };
    return json.version;
  };
  const ours = ["billkit", "core", "deepgram", "genesys-cloud"].map((name) => [
    name === "billkit" ? name : `@billkit/${name}`,
    version(`packages/${name}/package.json`),
  ]);
  return {
    node: process.versions.node,
    ...pinned(root),
    "openapi-generator": readGenerator(root).version,
    esbuild: version("node_modules/esbuild/package.json"),
    typescript: version("node_modules/typescript/package.json"),
    ...(Object.fromEntries(ours) as Record<string, string>),
  };
}

/** The exact versions of what is compared. */
export function pinned(root: string): Record<string, string> {
  const file = path.join(root, "bench/package.json");
  const { dependencies } = JSON.parse(readFileSync(file, "utf8")) as {
    dependencies: Record<string, string>;
  };
  return dependencies;
}
