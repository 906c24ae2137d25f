/**
 * What the scripts of a release ask npm. Plain JavaScript without a dependency: the job that may
 * publish installs nothing, so that no code of others runs where its identity is.
 */
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import process from "node:process";

/** npm says nothing of an error under a script that was run with --silent. */
export const heard = ["--loglevel=error"];

/**
 * Runs a program to its end. Never throws.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, input?: string }} [options]
 */
export function run(program, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: options.cwd,
    input: options.input ?? "",
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const text = error ? error.message : `${stdout}${stderr}`.trim();
  return { ok: status === 0, stdout: stdout ?? "", text };
}

/**
 * Whether this version of a package is at the registry that npm is set to.
 * @param {string} name
 * @param {string} version
 * @throws {Error} when the registry does not say
 */
export function isPublished(name, version) {
  // Outside of the workspaces, which npm would ask about otherwise.
  const { ok, stdout, text } = run(
    "npm",
    ["view", `${name}@${version}`, "version", "--json", ...heard],
    {
      cwd: tmpdir(),
    },
  );
  if (ok) return stdout.includes(`"${version}"`);
  if (/\bE404\b/.test(text)) return false;
  throw new Error(`npm view ${name}@${version}: ${reasonOf(text)}`);
}

/**
 * The lines of npm that say why, as one: without where in npm it went wrong, and what it prints of that.
 * @param {string} text
 */
export function reasonOf(text) {
  const lines = text
    .split("\n")
    .filter((line) => /^npm error (?!A complete log|\s*at |\s*[{}]| {2,}\w+: )/.test(line));
  return (lines.length > 0 ? lines : text.split("\n").slice(-3))
    .map((line) => line.replace(/^npm error /, "").trim())
    .join(" ");
}

/**
 * Runs a script, of which an error is one line and exit 1.
 * @param {string} name
 * @param {() => void | Promise<void>} main
 */
export async function runScript(name, main) {
  try {
    await main();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${name}: ${message.replace(/\s+/g, " ").trim()}\n`);
    process.exitCode = 1;
  }
}
