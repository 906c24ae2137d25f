import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "@jest/globals";

const root = path.resolve(__dirname, "..");
const name = "all-vendors/all-vendors";

it("prints what each of seven vendors cost last month, in at most 40 lines of code", async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    path.join(root, `dist/${name}.js`),
  ]);
  expect(stderr).toBe("");
  const lines = stdout.trimEnd().split("\n");
  for (const line of lines) expect(line).toMatch(/^[a-z-]+ \d+(\.\d+)? [A-Z]{3}( |$)/);
  expect(new Set(lines.map((line) => line.split(" ")[0]))).toEqual(
    new Set(["datadog", "deepgram", "digitalocean", "genesys-cloud", "github", "openai", "twilio"]),
  );
  const code = readFileSync(path.join(root, `src/${name}.ts`), "utf8")
    .trimEnd()
    .split("\n");
  expect(code.length).toBeLessThanOrEqual(40);
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  expect(readme).toContain(`[src/all-vendors](src/all-vendors), ${code.length} lines:`);
});
