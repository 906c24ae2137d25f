import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";

/** Where the validator is installed and files are written. */
export const folder = path.resolve(import.meta.dirname, "../../../node_modules/.cache/focus");
const packages = ["focus-validator==2.2.1", "pyarrow==17.0.0"];
const command = path.join(folder, "environment/bin/focus-validator");

/**
 * Installs the FinOps Foundation's validator once. Its package has the rules of FOCUS 1.2; it looks
 * for others among the specification's releases, which have none of a later version.
 */
export function install(): void {
  const environment = path.join(folder, "environment");
  mkdirSync(folder, { recursive: true });
  if (!existsSync(command)) {
    execFileSync(process.env.PYTHON ?? "python3.12", ["-m", "venv", environment]);
    execFileSync(path.join(environment, "bin/pip"), ["install", "--quiet", ...packages]);
  }
  // It looks for its rules in the current folder.
  const link = path.join(folder, "focus_validator");
  const target = path.join(environment, "lib/python3.12/site-packages/focus_validator");
  if (!existsSync(link)) symlinkSync(target, link);
}

/** The rules of FOCUS 1.2 that a CSV file breaks. The validator exits 0 whatever it finds. */
export function brokenRules(file: string): string[] {
  const report = `${file}.xml`;
  const output = ["--output-type", "unittest", "--output-destination", report];
  const version = ["--validate-version", "1.2.0.1", "--block-download"];
  execFileSync(command, ["--data-file", file, ...version, ...output], {
    cwd: folder,
    stdio: "ignore",
  });
  const text = readFileSync(report, "utf8");
  if (!/<testsuites[^>]* tests="[1-9]/.test(text))
    throw new Error(`${report}: the validator checked nothing`);
  const found = /<testcase[^>]*name="([^" ]*)[^>]*>\s*<(?:failure|error)/g;
  return [...text.matchAll(found)].map(([, rule = ""]) => rule);
}
