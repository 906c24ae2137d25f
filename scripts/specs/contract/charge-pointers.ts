import { amountDefinition } from "../../common/charges/amounts.js";
import {
  answerSchemas,
  type FoundOperation,
  parametersOf,
  schemasAt,
} from "../../common/charges/schema-at.js";
import type { SchemaProblem } from "../../common/json-schema.js";
import { isObject, type Json, type JsonObject, objectAt, own, textAt } from "../../common/json.js";

/** Checks that the pointers of one operation's trait lead somewhere. */
export class ChargePointers {
  readonly problems: SchemaProblem[] = [];
  readonly #at: readonly string[];
  readonly #loops = new Map<string, readonly Json[]>();

  constructor(
    private readonly contract: JsonObject,
    private readonly operations: readonly FoundOperation[],
    operation: FoundOperation,
    charges: JsonObject,
    inside: readonly string[] = [],
  ) {
    this.#at = ["paths", operation.path, operation.method, "x-billkit-charges", ...inside];
    const loops = own(charges, "each");
    for (const [index, loop] of (Array.isArray(loops) ? loops : []).entries())
      if (isObject(loop)) this.#checkLoop(loop, ["each", String(index)]);
    this.#checkArguments(operation, charges, []);
    const answer = answerSchemas(contract, operation.node);
    const rowsAt = textAt(charges, "rows");
    const rows = this.#find(answer, rowsAt, ["rows"], `the answer of ${operation.id}`);
    const outerAt = rowsAt.split("/*").slice(0, -2).join("/*");
    const outer = rowsAt.split("/*").length > 2 ? schemasAt(contract, answer, `${outerAt}/*`) : [];
    if (rows.length === 0) return;
    const scope = { answer, rows, outer, currency: own(charges, "currency") };
    for (const [key, value] of Object.entries(charges)) this.#checkMember(key, value, scope);
    this.#checkPointers(objectAt(charges, "pending"), ["pending"], answer);
    const countUp = objectAt(charges, "countUp");
    if (own(charges, "countUp") !== undefined) {
      this.#find(answer, textAt(countUp, "start"), ["countUp", "start"], "the answer");
      this.#checkName(operation, textAt(countUp, "argument"), ["countUp", "argument"]);
    }
  }

  #report(path: readonly string[], message: string): void {
    this.problems.push({ path: [...this.#at, ...path], message });
  }

  #find(
    schemas: readonly Json[],
    pointer: string,
    path: readonly string[],
    what: string,
  ): readonly Json[] {
    const found = schemasAt(this.contract, schemas, pointer);
    if (found.length === 0)
      this.#report(path, `${JSON.stringify(pointer)} leads nowhere in ${what}`);
    return found;
  }

  #checkLoop(loop: JsonObject, path: readonly string[]): void {
    const id = textAt(loop, "operation");
    const operation = this.operations.find((each) => each.id === id);
    if (operation === undefined) {
      this.#report([...path, "operation"], `the contract has no operation "${id}"`);
      return;
    }
    this.#checkArguments(operation, loop, path);
    const answer = answerSchemas(this.contract, operation.node);
    const items = this.#find(
      answer,
      textAt(loop, "items"),
      [...path, "items"],
      `the answer of ${id}`,
    );
    this.#loops.set(textAt(loop, "name"), items);
    const scope = { answer, rows: items, outer: [] };
    const within = own(loop, "within");
    if (within !== undefined) this.#checkValue(within, [...path, "within"], scope);
    this.#checkPointers(objectAt(loop, "where"), [...path, "where"], items);
  }

  #checkName(operation: FoundOperation, name: string, path: readonly string[]): void {
    if (!parametersOf(this.contract, operation).includes(name))
      this.#report(path, `${operation.id} has no parameter "${name}"`);
  }

  #checkArguments(operation: FoundOperation, call: JsonObject, path: readonly string[]): void {
    for (const [name, value] of Object.entries(objectAt(call, "arguments"))) {
      const at = [...path, "arguments", name];
      this.#checkName(operation, name, at);
      if (isObject(value)) this.#checkValue(value, at, { answer: [], rows: [], outer: [] });
    }
  }

  #checkMember(key: string, value: Json, scope: Schemas): void {
    if (key === "where" || key === "aggregates") this.#checkPointers(value, [key], scope.rows);
    if (key === "hierarchy" && isObject(value))
      this.#find(scope.rows, textAt(value, "at"), [key, "at"], "the row");
    if (key === "currency") this.#checkValue(value, [key], scope);
    if (key === "fields" && isObject(value)) this.#checkFields(value, [key], scope);
    if (key === "total" && isObject(value)) {
      this.#checkPointers(objectAt(value, "rows"), [key, "rows"], scope.rows);
      const total = own(value, "value");
      if (total !== undefined) this.#checkValue(total, [key, "value"], scope);
      const by = own(value, "by");
      for (const [index, each] of (Array.isArray(by) ? by : []).entries())
        this.#checkValue(each, [key, "by", String(index)], scope);
    }
    if (["amount", "listAmount", "unitPrice"].includes(key) && typeof value === "string") {
      const { rows } = scope;
      if (this.#find(rows, value, [key], "the row").length === 0) return;
      if (amountDefinition(this.contract, rows, value, scope.currency) === undefined)
        this.#report(
          [key],
          `the field at "${value}" has no x-billkit-amount, which has the currency`,
        );
    }
  }

  #checkPointers(where: Json, path: readonly string[], schemas: readonly Json[]): void {
    for (const pointer of Object.keys(isObject(where) ? where : {}))
      this.#find(schemas, pointer, [...path, pointer], "the row");
  }

  #checkFields(fields: JsonObject, path: readonly string[], scope: Schemas): void {
    for (const [name, value] of Object.entries(fields)) {
      const at = [...path, name];
      if (name === "dimensions" && isObject(value)) this.#checkFields(value, at, scope);
      else if (isObject(value) && own(value, "start") !== undefined)
        for (const key of ["start", "end"]) {
          const bound = own(value, key);
          if (bound !== undefined) this.#checkValue(bound, [...at, key], scope);
        }
      else if (value !== "month") this.#checkValue(value, at, scope);
    }
  }

  #checkValue(value: Json, path: readonly string[], scope: Schemas): void {
    if (typeof value === "string") this.#find(scope.rows, value, path, "the row");
    if (!isObject(value)) return;
    const { answer, outer, loop, at, first } = value;
    if (typeof answer === "string") this.#find(scope.answer, answer, path, "the answer");
    if (typeof outer === "string") this.#find(scope.outer, outer, path, "the item around the row");
    if (typeof loop === "string") {
      const items = this.#loops.get(loop);
      if (items === undefined) this.#report(path, `no loop of "each" is called "${loop}"`);
      else if (typeof at === "string") this.#find(items, at, path, `the items of "${loop}"`);
    }
    for (const [index, each] of (Array.isArray(first) ? first : []).entries())
      this.#checkValue(each, [...path, "first", String(index)], scope);
    const inner = own(value, "value");
    if (inner !== undefined) this.#checkValue(inner, [...path, "value"], scope);
  }
}

/** The schemas in which a value's pointers are resolved. */
interface Schemas {
  readonly answer: readonly Json[];
  readonly rows: readonly Json[];
  readonly outer: readonly Json[];
  readonly currency?: Json | undefined;
}
