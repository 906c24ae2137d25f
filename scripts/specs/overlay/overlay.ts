import openapiFormat from "openapi-format";
import type { Findings } from "../select/findings.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { inOrder } from "../select/order.js";
import { keepFacts } from "./overreach.js";
import { Problems } from "../../common/user-error.js";
import { type Located, parseLocated } from "../../common/yaml.js";

export interface Action extends JsonObject {
  target: string;
}

export interface Overlay {
  readonly actions: readonly Action[];
  /** `file:line` of an action. */
  at(index: number): string;
  /** The line that writes a trait at a place of the contract. */
  lineOf(path: readonly string[]): number | undefined;
}

const ROOT_KEYS = new Set(["overlay", "info", "actions"]);
/** More than the items of any description's list. */
const MAX_REMOVALS = 1_000;
const INDEX = /\[\d+\]$/;
/** The library finds these in every object, and would change them for all. */
const INHERITED = [...Object.getOwnPropertyNames(Object.prototype), "prototype"];
const ACTION_KEYS = new Set(["target", "description", "update", "remove"]);

/**
 * Reads an OpenAPI Overlay 1.0. The library that applies one only logs invalid actions, so each is
 * checked here.
 * @throws {UserError} with a line for each invalid action
 */
export function parseOverlay(text: string, file: string): Overlay {
  const located = parseLocated(text, file);
  const problems = new Problems();
  for (const key of Object.keys(located.value)) {
    if (!ROOT_KEYS.has(key) && !key.startsWith("x-"))
      problems.add(`${located.at([key])}: ${unknownKey(key, ROOT_KEYS)}`);
  }
  const version = located.value.overlay;
  if (typeof version !== "string" || !/^1\.0\.\d+$/.test(version)) {
    problems.add(`${located.at(["overlay"])}: expected "overlay: 1.0.0"`);
  }
  const listed = located.value.actions;
  if (!Array.isArray(listed) || listed.length === 0) {
    problems.add(`${located.at(["actions"])}: expected a list of actions`);
  }
  const at = (index: number): string => located.at(["actions", index]);
  const actions: Action[] = [];
  for (const [index, action] of (Array.isArray(listed) ? listed : []).entries()) {
    const problem = problemOf(action);
    if (problem === undefined) actions.push(action as Action);
    else problems.add(`${at(index)}: ${problem}`);
  }
  problems.throwIfAny();
  return { actions, at, lineOf: (path) => traitLine(located, actions, path) };
}

function traitLine(
  located: Located,
  actions: readonly Action[],
  path: readonly string[],
): number | undefined {
  const depth = path.findIndex((key) => key.startsWith("x-billkit-"));
  const [owner = "", trait = ""] = [path[1], path[depth]];
  const names = owner === "schemas" ? path.slice(2, depth) : [owner];
  const found = actions.findIndex(
    ({ target, update }) =>
      names.some((name) => target.includes(name)) && JSON.stringify(update).includes(trait),
  );
  return found < 0 ? undefined : located.lineOf(["actions", found, "update", ...path.slice(depth)]);
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
export async function applyAction(
  text: string,
  action: Action,
): Promise<{ result: JsonObject; used: boolean }> {
  const { data, resultData } = await openapiFormat.openapiOverlay(JSON.parse(text) as JsonObject, {
    overlaySet: { overlay: "1.0.0", actions: [action] },
  });
  return { result: data as JsonObject, used: resultData.totalUnusedActions === 0 };
}

function unknownKey(key: string, known: ReadonlySet<string>): string {
  return `unknown key "${key}"; known here: ${[...known].join(", ")}`;
}

function hasKey(node: Json, key: string): boolean {
  if (typeof node !== "object" || node === null) return false;
  return Object.hasOwn(node, key) || Object.values(node).some((value) => hasKey(value, key));
}

function problemOf(action: Json): string | undefined {
  if (!isObject(action)) return "expected an action with a target";
  const unknown = Object.keys(action).find((key) => !ACTION_KEYS.has(key) && !key.startsWith("x-"));
  if (unknown !== undefined) return unknownKey(unknown, ACTION_KEYS);
  const { target } = action;
  if (typeof target !== "string" || !target.startsWith("$")) {
    return "expected a target, a JSONPath that begins with $";
  }
  if (action.remove !== undefined && action.remove !== true) return '"remove" can only be true';
  if ((action.remove === true) === (action.update !== undefined))
    return 'expected either "update" or "remove"';
  if (action.update !== undefined && !isObject(action.update)) return '"update" must be an object';
  const taken = INHERITED.find((name) => new RegExp(`\\b${name}\\b`).test(target));
  if (taken !== undefined) return `the target names ${taken}, which every object has`;
  if (hasKey(action.update ?? null, "__proto__")) return '"update" has the key __proto__';
  if (action.remove === true && action.target === "$")
    return "the whole document cannot be removed";
  return undefined;
}
