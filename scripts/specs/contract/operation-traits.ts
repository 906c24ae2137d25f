import { Cursor } from "../../generate/contract/cursor.js";
import { normalize } from "../../generate/contract/normalize.js";
import { readService } from "../../generate/contract/service.js";
import { readPages } from "../../generate/traits/pages.js";
import { readReports } from "../../generate/traits/reports.js";
import { isObject, type Json, type JsonObject, listAt } from "../../common/json.js";
import { parseLocated } from "../../common/yaml.js";

const TRAITS = ["x-billkit-pages", "x-billkit-report"];

/**
 * Checks the traits that name places in an operation's response.
 * @param overlay the text of overlay.yaml, where traits are written
 * @throws {UserError} with file and line of the first one that is invalid or leads nowhere
 */
export function checkOperationTraits(contract: JsonObject, overlay: string, file: string): void {
  const text = JSON.stringify(contract);
  if (!TRAITS.some((name) => text.includes(`"${name}"`))) return;
  const located = parseLocated(overlay, file);
  const lineOf = (pointer: readonly string[]): number | undefined => {
    const start = pointer.findIndex((key) => key.startsWith("x-billkit-"));
    for (let end = pointer.length; start >= 0 && end > start; end -= 1) {
      const path = pathTo(listAt(located.value, "actions"), pointer.slice(start, end));
      if (path) return Number(located.at(["actions", ...path]).slice(file.length + 1));
    }
    return undefined;
  };
  const source = { file, document: contract, lineOf };
  const service = readService(normalize(new Cursor(source, [], contract)));
  for (const operation of service.tags.flatMap((tag) => tag.operations)) readPages(operation);
  readReports(service);
}

/** The place of the last value with these nested keys. */
function pathTo(node: Json, keys: readonly string[]): (string | number)[] | undefined {
  if (hasKeys(node, keys)) return [...keys];
  const entries: [string | number, Json][] = Array.isArray(node)
    ? node.map((item, index): [number, Json] => [index, item])
    : isObject(node)
      ? Object.entries(node)
      : [];
  for (const [key, value] of entries.reverse()) {
    const path = pathTo(value, keys);
    if (path) return [key, ...path];
  }
  return undefined;
}

function hasKeys(node: Json, keys: readonly string[]): boolean {
  const [key, ...rest] = keys;
  if (key === undefined) return true;
  const member = isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
  return member !== undefined && hasKeys(member, rest);
}
