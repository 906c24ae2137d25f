import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { isObject, parseJson, textAt } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";

/**
 * Run in the repository: formats `{ path: text }` from stdin, by one process, whose start takes most
 * of the time. A path of no known language keeps its text.
 */
const PROGRAM = `
const prettier = require(process.argv[1]);
const { resolve } = require("node:path");
const read = async () => {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  return Object.entries(JSON.parse(text));
};
const format = async ([path, text]) => {
  const filepath = resolve(path);
  const { inferredParser } = await prettier.getFileInfo(filepath);
  if (inferredParser === null) return [path, text];
  const options = await prettier.resolveConfig(filepath);
  return [path, await prettier.format(text, { ...options, filepath })];
};
read()
  .then((files) => Promise.all(files.map(format)))
  .then((files) => process.stdout.write(JSON.stringify(Object.fromEntries(files))));
`;

/** Texts as \`npm run format\` would have them, by path from the root. */
export async function formatAll(
  root: string,
  texts: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const require = createRequire(join(resolve(root), "package.json"));
  const child = spawn(process.execPath, ["-e", PROGRAM, require.resolve("prettier")], {
    cwd: root,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  child.stdin.end(JSON.stringify(Object.fromEntries(texts)));
  await new Promise((done) => child.once("close", done));
  const formatted = parseJson(out);
  if (!isObject(formatted))
    throw new UserError(`prettier could not format: ${err.trim().split("\n")[0] ?? ""}`);
  return new Map([...texts].map(([path]) => [path, textAt(formatted, path)]));
}
