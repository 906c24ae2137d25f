import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readmePrograms } from "../docs/snippets.js";
import type { Check } from "./problems.js";
import { strictly } from "./strictly.js";

/** That an entry is imported and required, with the same names. */
export function usableBothWays(folder: string, name: string): Check {
  const names = "Object.keys(m).sort().join()";
  const imported = node(folder, "module", `import * as m from "${name}"; console.log(${names})`);
  const required = node(folder, "commonjs", `const m = require("${name}"); console.log(${names})`);
  const isSame = exported(imported.text) === exported(required.text);
  const isRight = imported.ok && required.ok && isSame && exported(imported.text) !== "";
  return [`import and require ${name}`, isRight ? [] : [imported.text + required.text]];
}

/** What a module kind adds of its own left out. */
function exported(text: string): string {
  const names = text.trim().split(",");
  return names.filter((name) => !["default", "module.exports", "__esModule"].includes(name)).join();
}

/** That the READMEs' programs are content with the declarations. */
export function compiles(root: string, folder: string, resolution: "nodenext" | "bundler"): Check {
  const src = path.join(folder, `src-${resolution}`);
  mkdirSync(src);
  writeFileSync(path.join(src, "package.json"), '{ "type": "module" }\n');
  const files = readmePrograms(root).map((code, index) => {
    const file = path.join(src, `snippet-${index}.ts`);
    writeFileSync(file, code);
    return file;
  });
  const types = path.join(root, "node_modules/@types");
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(
    process.execPath,
    [tsc, ...strictly(resolution, types), ...files],
    { cwd: src, encoding: "utf8" },
  );
  const what = `tsc --strict under ${resolution} on ${files.length} snippets`;
  return [what, status === 0 ? [] : [stdout]];
}

/** That the sandbox's command is installed as one. */
export function commandAnswers(folder: string): Check {
  const command = path.join(folder, "node_modules/.bin/billkit-sandbox");
  const { status, stdout, stderr } = spawnSync(command, ["--help"], { encoding: "utf8" });
  const isRight = status === 0 && stdout.includes("--port");
  return ["billkit-sandbox --help", isRight ? [] : [stdout + stderr]];
}

function node(folder: string, kind: string, code: string): { ok: boolean; text: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`--input-type=${kind}`, "-e", code],
    { cwd: folder, encoding: "utf8" },
  );
  return { ok: status === 0, text: stdout + stderr };
}
