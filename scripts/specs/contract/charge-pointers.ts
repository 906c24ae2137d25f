import type { SchemaProblem } from "../../common/json-schema.js";
import { isObject, textAt } from "../../common/json.js";
import type { Cursor } from "../../generate/contract/cursor.js";
import { amountDefinition, resultSchemas } from "../../generate/traits/amounts.js";
import { openSchemasAt } from "../../generate/traits/schema-pointer.js";

/** The schemas in which pointers are resolved. */
interface Scope {
  readonly answer: readonly Cursor[];
  readonly rows: readonly Cursor[];
  readonly outer: readonly Cursor[];
}

/** Members whose texts aren't pointers. */
const constants = ["constant", "map", "otherwise", "separator"];
const amounts = ["amount", "listAmount", "unitPrice"];

/**
 * Checks that the pointers, loops, operations and arguments of one operation's trait exist.
 * @param charges `x-billkit-charges`, which matches specs/charges.schema.json
 */
export function pointerProblems(
  operations: readonly Cursor[],
  operation: Cursor,
  charges: Cursor,
): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const loops = new Map<string, readonly Cursor[]>();
  const report = (at: Cursor, message: string): void => {
    problems.push({ path: at.pointer, message });
  };
  const find = (from: readonly Cursor[], pointer: string, at: Cursor, what: string) => {
    const found = openSchemasAt(from, pointer);
    if (found.length === 0) report(at, `${JSON.stringify(pointer)} leads nowhere in ${what}`);
    return found;
  };
  const checkName = (call: Cursor, name: string, at: Cursor): void => {
    const parameters = call.find("parameters")?.items() ?? [];
    if (!parameters.some((each) => each.resolve().get("name").value === name))
      report(at, `${idOf(call)} has no parameter "${name}"`);
  };

  /** Checks every pointer in a value, by its key. */
  const visit = (at: Cursor, scope: Scope): void => {
    const { key, value } = at;
    if (constants.includes(key)) return;
    const path = at.pointer.slice(charges.pointer.length);
    const isInAnswer = key === "answer" || path[0] === "countUp" || path.at(-2) === "pending";
    const [schemas, what] = isInAnswer
      ? ([scope.answer, "the answer"] as const)
      : key === "outer"
        ? ([scope.outer, "the item around the row"] as const)
        : ([scope.rows, "the row"] as const);
    // A key that is a pointer has values to compare with.
    if (key.startsWith("/")) find(schemas, key, at, what);
    else if (typeof value === "string" && value.startsWith("/")) find(schemas, value, at, what);
    else if (Array.isArray(value)) for (const each of at.items()) visit(each, scope);
    else if (isObject(value) && typeof value.loop === "string") {
      const items = loops.get(value.loop);
      if (items === undefined) report(at, `no loop of "each" is called "${value.loop}"`);
      else find(items, textAt(value, "at"), at, `the items of "${value.loop}"`);
    } else if (isObject(value)) for (const each of at.entries()) visit(each, scope);
  };
  const checkArguments = (call: Cursor, from: Cursor): void => {
    for (const each of from.find("arguments")?.entries() ?? []) {
      checkName(call, each.key, each);
      if (isObject(each.value)) visit(each, { answer: [], rows: [], outer: [] });
    }
  };

  for (const loop of charges.find("each")?.items() ?? []) {
    const name = loop.get("operation");
    const call = operations.find((each) => idOf(each) === name.value);
    if (call === undefined) {
      report(name, `the contract has no operation "${name.text()}"`);
      continue;
    }
    checkArguments(call, loop);
    const answer = resultSchemas(call);
    const at = loop.get("items");
    const rows = find(answer, at.text(), at, `the answer of ${name.text()}`);
    loops.set(loop.get("name").text(), rows);
    for (const key of ["within", "where"]) visit(loop.get(key), { answer, rows, outer: [] });
  }
  checkArguments(operation, charges);
  const answer = resultSchemas(operation);
  const rowsAt = charges.get("rows").text();
  const rows = find(answer, rowsAt, charges.get("rows"), `the answer of ${idOf(operation)}`);
  if (rows.length === 0) return problems;
  const around = rowsAt.split("/*").slice(0, -2);
  const outer = around.length > 0 ? openSchemasAt(answer, `${around.join("/*")}/*`) : [];
  for (const each of charges.entries())
    if (!["each", "arguments", "rows"].includes(each.key)) visit(each, { answer, rows, outer });
  for (const at of amounts.flatMap((key) => charges.find(key) ?? [])) {
    const pointer = at.text();
    if (openSchemasAt(rows, pointer).length === 0) continue;
    if (amountDefinition(rows, pointer, charges.find("currency")?.value) === undefined)
      report(at, `the field at "${pointer}" has no x-billkit-amount, which has the currency`);
  }
  const argument = charges.find("countUp")?.get("argument");
  if (argument) checkName(operation, argument.text(), argument);
  return problems;
}

function idOf(operation: Cursor): string {
  return operation.get("operationId").text();
}
