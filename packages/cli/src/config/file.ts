import { readFile, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
} from "yaml";
import { usageError } from "../failure.js";
import type { Environment } from "../io.js";
import { checkAccounts, type AccountConfig, type Problem } from "./accounts.js";
import { dividedAccounts } from "./divided-accounts.js";
import { mixedAccounts } from "./mixed-accounts.js";

/** `--config`, else `$XDG_CONFIG_HOME/billkit/config.yaml`, else `~/.config/billkit/config.yaml`. */
export function configFile(env: Environment): string {
  const base = env.XDG_CONFIG_HOME;
  // The specification ignores relative paths: https://specifications.freedesktop.org/basedir-spec/
  const folder =
    base && path.isAbsolute(base) ? base : path.join(env.HOME ?? os.homedir(), ".config");
  return path.join(folder, "billkit", "config.yaml");
}

/**
 * Reads the accounts from a YAML file. Without `file`, the XDG file, which may be missing.
 *
 * @throws CommandError if the file can't be read, others can write it, or an entry is invalid (its line)
 */
export async function readConfig(
  file: string | undefined,
  env: Environment,
): Promise<readonly AccountConfig[]> {
  const name = file ?? configFile(env);
  const text = await readPrivate(name, file === undefined);
  if (text === undefined) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    throw usageError(`${name}:${line}: ${error.message.split("\n")[0] ?? ""}`);
  }
  const fail = (problem: Problem): never => {
    throw usageError(`${name}:${lineOf(document, problem, lines)}: ${problem.message}`);
  };
  const accounts = checkAccounts(valueOf(document, name, lines), fail);
  for (const problem of mixedAccounts(accounts, env)) fail(problem);
  for (const problem of await dividedAccounts(accounts)) fail(problem);
  return accounts;
}

/** @throws CommandError if an alias can't be replaced by what it stands for */
function valueOf(document: Document, name: string, lines: LineCounter): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const unknown = aliasWithoutAnchor(document);
    if (unknown !== undefined) {
      const { line } = lines.linePos(unknown.range?.[0] ?? 0);
      const { source } = unknown;
      throw usageError(`${name}:${line}: *${source} has no &${source} before it.`);
    }
    const message = "its aliases (*name) stand for too much; write out what they stand for.";
    throw usageError(`${name}: ${message}`, { cause: error });
  }
}

function aliasWithoutAnchor(document: Document): Alias | undefined {
  const found: Alias[] = [];
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined;
      found.push(alias);
      return visit.BREAK;
    },
  });
  return found[0];
}

async function readPrivate(name: string, mayBeMissing: boolean): Promise<string | undefined> {
  try {
    const { mode, uid } = await stat(name);
    if (process.platform !== "win32") {
      const owner = process.getuid?.();
      const isOthers = uid !== owner && uid !== 0;
      if (isOthers || (mode & 0o022) !== 0) {
        throw usageError(
          `${name}: others can write this file, which names programs to run; run: chmod go-w ${name}`,
        );
      }
    }
    return await readFile(name, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    if (code === "ENOENT" && mayBeMissing) return undefined;
    throw usageError(`${name}: can't be read (${code}).`, { cause: error });
  }
}

/** The line of the entry's key, or of the closest part of its path that exists. */
function lineOf(document: Document, { path: keys }: Problem, lines: LineCounter): number {
  for (let length = keys.length; length > 0; length--) {
    const map: unknown = document.getIn(keys.slice(0, length - 1), true);
    const name = keys[length - 1];
    // A block's own place is the line after its key.
    const pairs = isMap(map) ? map.items : [];
    const pair = pairs.find(({ key }) => isScalar(key) && key.value === name);
    const node: unknown = pair?.key ?? document.getIn(keys.slice(0, length), true);
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}
