import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "@jest/globals";

/** npm itself, asked for a registry that is not there. */
function reason(): string {
  const program = `
    import { isPublished } from ${JSON.stringify(path.join(__dirname, "npm.mjs"))};
    isPublished("billkit", "0.1.0");
  `;
  const env = {
    ...process.env,
    npm_config_registry: "http://127.0.0.1:1/",
    npm_config_fetch_retries: "0",
  };
  const args = ["--input-type=module", "--eval", program];
  return spawnSync(process.execPath, args, { env, encoding: "utf8" }).stderr;
}

it("says why a registry cannot be asked, and not where in npm it went wrong", () => {
  const [, said = ""] = /Error: (npm view .*)/.exec(reason()) ?? [];
  expect(said).toMatch(/^npm view billkit@0\.1\.0: .*ECONNREFUSED/);
  expect(said).not.toMatch(/ at \w+|[{}]|npm\/node_modules/);
});
