import { amountDefinition } from "../../common/charges/amounts.js";
import {
  answerSchemas,
  type FoundOperation,
  parametersOf,
  schemasAt,
} from "../../common/charges/schema-at.js";
import type { SchemaProblem } from "../../common/json-schema.js";
import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
} from "../../common/json.js";

/** The schemas in which pointers are resolved. */
interface Scope {
  readonly answer: readonly Json[];
  readonly rows: readonly Json[];
  readonly outer: readonly Json[];
}

/** Members whose texts aren't pointers. */
const constants = ["constant", "map", "otherwise", "separator"];
const amounts = ["amount", "listAmount", "unitPrice"];

/**
 * Checks that the pointers, loops, operations and arguments of one operation's trait exist.
 * @param charges `x-billkit-charges`, which matches specs/charges.schema.json
 */
export function pointerProblems(
  contract: JsonObject,
  operations: readonly FoundOperation[],
  operation: FoundOperation,
  charges: JsonObject,
): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const loops = new Map<string, readonly Json[]>();
  const report = (path: readonly string[], message: string): void => {
    problems.push({ path, message });
  };
  const find = (from: readonly Json[], pointer: string, path: readonly string[], what: string) => {
    const found = schemasAt(contract, from, pointer);
    if (found.length === 0) report(path, `${JSON.stringify(pointer)} leads nowhere in ${what}`);
    return found;
  };
  const checkName = (call: FoundOperation, name: string, path: readonly string[]): void => {
    if (!parametersOf(contract, call).includes(name))
      report(path, `${call.id} has no parameter "${name}"`);
  };

  /** Checks every pointer in a value, by its key. */
  const visit = (value: Json, path: readonly string[], scope: Scope): void => {
    const key = path.at(-1) ?? "";
    if (constants.includes(key)) return;
    const isInAnswer = key === "answer" || path[0] === "countUp" || path.at(-2) === "pending";
    const [schemas, what] = isInAnswer
      ? ([scope.answer, "the answer"] as const)
      : key === "outer"
        ? ([scope.outer, "the item around the row"] as const)
        : ([scope.rows, "the row"] as const);
    // A key that is a pointer has values to compare with.
    if (key.startsWith("/")) find(schemas, key, path, what);
    else if (typeof value === "string" && value.startsWith("/")) find(schemas, value, path, what);
    else if (Array.isArray(value))
      for (const [at, each] of value.entries()) visit(each, [...path, `${at}`], scope);
    else if (isObject(value) && typeof value.loop === "string") {
      const items = loops.get(value.loop);
      if (items === undefined) report(path, `no loop of "each" is called "${value.loop}"`);
      else find(items, textAt(value, "at"), path, `the items of "${value.loop}"`);
    } else if (isObject(value))
      for (const [member, each] of Object.entries(value)) visit(each, [...path, member], scope);
  };
  const checkArguments = (
    call: FoundOperation,
    from: JsonObject,
    path: readonly string[],
  ): void => {
    for (const [name, value] of Object.entries(objectAt(from, "arguments"))) {
      const at = [...path, "arguments", name];
      checkName(call, name, at);
      if (isObject(value)) visit(value, at, { answer: [], rows: [], outer: [] });
    }
  };

  for (const [index, loop] of listAt(charges, "each").filter(isObject).entries()) {
    const path = ["each", String(index)];
    const id = textAt(loop, "operation");
    const call = operations.find((each) => each.id === id);
    if (call === undefined) {
      report([...path, "operation"], `the contract has no operation "${id}"`);
      continue;
    }
    checkArguments(call, loop, path);
    const answer = answerSchemas(contract, call.node);
    const what = `the answer of ${id}`;
    const items = find(answer, textAt(loop, "items"), [...path, "items"], what);
    loops.set(textAt(loop, "name"), items);
    const { within = null, where = null } = loop;
    visit({ within, where }, path, { answer, rows: items, outer: [] });
  }
  checkArguments(operation, charges, []);
  const answer = answerSchemas(contract, operation.node);
  const rowsAt = textAt(charges, "rows");
  const rows = find(answer, rowsAt, ["rows"], `the answer of ${operation.id}`);
  if (rows.length === 0) return problems;
  const outerAt = rowsAt.split("/*").slice(0, -2).join("/*");
  const outer = rowsAt.split("/*").length > 2 ? schemasAt(contract, answer, `${outerAt}/*`) : [];
  for (const [key, value] of Object.entries(charges))
    if (!["each", "arguments", "rows"].includes(key)) visit(value, [key], { answer, rows, outer });
  for (const key of amounts) {
    const pointer = textAt(charges, key);
    if (schemasAt(contract, rows, pointer).length === 0 || pointer === "") continue;
    if (amountDefinition(contract, rows, pointer, charges.currency) === undefined)
      report([key], `the field at "${pointer}" has no x-billkit-amount, which has the currency`);
  }
  if (charges.countUp !== undefined)
    checkName(operation, textAt(objectAt(charges, "countUp"), "argument"), ["countUp", "argument"]);
  return problems;
}
