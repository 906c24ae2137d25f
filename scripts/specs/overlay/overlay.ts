import openapiFormat from "openapi-format";
import type { Findings } from "../select/findings.js";
import { type Json, type JsonObject, listAt } from "../../common/json.js";
import { valueAt } from "../../common/json-pointer.js";
import { checkFile } from "../../common/json-schema.js";
import { inOrder } from "../select/grammar.js";
import { keepFacts } from "./overreach.js";
import { Problems } from "../../common/user-error.js";
import { parseLocated } from "../../common/yaml.js";

interface Action extends JsonObject {
  target: string;
}

export type Overlay = ReturnType<typeof parseOverlay>;

/** More than the items of any description's list. */
const MAX_REMOVALS = 1_000;
const INDEX = /\[\d+\]$/;
/** The library finds these in every object, and would change them for all. */
const INHERITED = [...Object.getOwnPropertyNames(Object.prototype), "prototype"];

/**
 * Reads an OpenAPI Overlay 1.0, whose grammar is specs/overlay.schema.json.
 * @throws {UserError} with a line for each mistake
 */
export function parseOverlay(text: string, file: string) {
  const located = parseLocated(text, file);
  checkFile("overlay", located);
  const problems = new Problems();
  const actions = listAt(located.value, "actions") as Action[];
  /** `file:line` of an action. */
  const at = (index: number): string => located.at(["actions", index]);
  for (const [index, action] of actions.entries()) {
    const problem = hazardOf(action);
    if (problem !== undefined) problems.add(`${at(index)}: ${problem}`);
  }
  problems.throwIfAny();
  /** The line that writes a trait at a place of the contract. */
  const lineOf = (path: readonly string[]): number | undefined => {
    const depth = path.findIndex((key) => key.startsWith("x-billkit-"));
    const writes = actions
      .map(({ target, update = null }, index) => {
        const keys = plainKeys(target);
        const isHere = keys
          ? keys.every((key, at) => key === path[at])
          : path.slice(1, depth).some((key) => target.includes(key));
        const start = keys?.length ?? depth;
        const isWritten = isHere && valueAt(update, path.slice(start, depth + 1)) !== undefined;
        return {
          isPlain: keys !== undefined,
          isWritten,
          at: ["actions", index, "update", ...path.slice(start)],
        };
      })
      .filter(({ isWritten }) => isWritten);
    // Targets with wildcards or filters only mention a part of the place.
    const found = writes.find(({ isPlain }) => isPlain) ?? writes[0];
    return found && located.lineOf(found.at);
  };
  return { actions, at, lineOf };
}

/**
 * Extract + overlay = contract. If an action's target is gone or changed in a newer description, the
 * action neither restores nor hides anything, and a notice names it.
 */
export async function applyOverlay(
  extract: JsonObject,
  overlay: Overlay,
  findings: Findings,
): Promise<JsonObject> {
  let document = extract;
  let text = JSON.stringify(document);
  for (const [index, action] of overlay.actions.entries()) {
    const { target } = action;
    const notice = (problem: string): void => {
      findings.report("overlay", target, `${overlay.at(index)}: ${problem}`);
    };
    const { result, used } = await applyAction(text, action);
    if (!used) {
      notice(`the target ${target} matches nothing: remove the action`);
      continue;
    }
    const resultText = JSON.stringify(result);
    if (resultText === text) {
      notice(`the action on ${target} changes nothing: remove it`);
      continue;
    }
    const excess: string[] = [];
    document =
      action.remove === true
        ? await removeAll(result, action)
        : keepFacts(document, result, excess);
    for (const line of excess) notice(`the action on ${target} ${line}`);
    text = JSON.stringify(document);
  }
  findings.throwIfAny();
  return inOrder(document);
}

/** The library skips items while it removes others from a list, so this removes those that still match. */
async function removeAll(document: JsonObject, action: Action): Promise<JsonObject> {
  if (INDEX.test(action.target)) return document;
  let current = document;
  for (let rounds = 0; rounds < MAX_REMOVALS; rounds += 1) {
    const { result, used } = await applyAction(JSON.stringify(current), action);
    if (!used) break;
    current = result;
  }
  return current;
}

/** An action's result, and whether its target matches anything. */
async function applyAction(
  text: string,
  action: Action,
): Promise<{ result: JsonObject; used: boolean }> {
  const { data, resultData } = await openapiFormat.openapiOverlay(JSON.parse(text) as JsonObject, {
    overlaySet: { overlay: "1.0.0", actions: [action] },
  });
  return { result: data as JsonObject, used: resultData.totalUnusedActions === 0 };
}

/** The keys of a plain path, such as `$.components.schemas.Bill.properties['$ref']`. */
export function plainKeys(target: string): string[] | undefined {
  const keys = [...target.matchAll(/\.(\w+)|\['([^']*)'\]/g)];
  if (`$${keys.map(([key]) => key).join("")}` !== target) return undefined;
  return keys.map(([, name, quoted]) => name ?? quoted ?? "");
}

function hasKey(node: Json, key: string): boolean {
  if (typeof node !== "object" || node === null) return false;
  return Object.hasOwn(node, key) || Object.values(node).some((value) => hasKey(value, key));
}

/** What the library would change for every object of this process, or can't read. */
function hazardOf({ target, update = null }: Action): string | undefined {
  const taken = INHERITED.find((name) => new RegExp(`\\b${name}\\b`).test(target));
  if (taken !== undefined) return `the target names ${taken}, which every object has`;
  if (hasKey(update, "__proto__")) return '"update" has the key __proto__';
  const mistake = mistakeIn(target);
  return mistake && `the target ${target} is not a JSONPath: ${mistake}`;
}

/** Why the library can't read a path, which it prints rather than throws. */
function mistakeIn(target: string): string | undefined {
  const { error } = console;
  let mistake: string | undefined;
  console.error = (line: string) => (mistake = line.replace(/^.*?: /, ""));
  try {
    openapiFormat.resolveJsonPath({}, target);
  } finally {
    console.error = error;
  }
  return mistake;
}
