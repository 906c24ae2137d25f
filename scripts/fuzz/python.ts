import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../generate/tools/run.js";

const folder = import.meta.dirname;
const requirements = path.join(folder, "requirements.txt");

/**
 * Installs Schemathesis as requirements.txt has it, with its hashes, into an environment of its own;
 * what is there from an earlier run is used again.
 * @returns the command.
 * @throws Error in one line: there is no Python, or the package cannot be installed.
 */
export async function installSchemathesis(): Promise<string> {
  const version = await python(
    ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
    "Python is needed",
  );
  const [major = 0, minor = 0] = version.trim().split(".").map(Number);
  if (major !== 3 || minor < 11) {
    throw new Error(`Python 3.11 or later is needed, and python3 is ${version.trim()}`);
  }
  const hash = createHash("sha256").update(version).update(readFileSync(requirements));
  const name = `billkit-schemathesis-${hash.digest("hex").slice(0, 16)}`;
  const place = path.join(folder, "../../node_modules/.cache", name);
  const complete = path.join(place, "complete");
  if (!existsSync(complete)) {
    rmSync(place, { recursive: true, force: true });
    await python(["-m", "venv", place], "Python's venv is needed");
    const pip = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements];
    const { code, output } = await run(path.join(place, "bin/python"), pip, { cwd: folder });
    if (code !== 0) throw new Error(`Schemathesis cannot be installed: ${reasonIn(output)}`);
    writeFileSync(complete, "");
  }
  return path.join(place, "bin/schemathesis");
}

async function python(args: readonly string[], needed: string): Promise<string> {
  const { code, output, failure } = await run("python3", args, { cwd: folder });
  if (code === 0) return output;
  throw new Error(`${needed}: ${failure === "ENOENT" ? "python3 is not there" : reasonIn(output)}`);
}

/** The line that says why, of everything that pip writes. */
function reasonIn(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return (
    lines.find((line) => line.startsWith("ERROR:")) ??
    lines.at(-1) ??
    "it says nothing"
  ).trim();
}
