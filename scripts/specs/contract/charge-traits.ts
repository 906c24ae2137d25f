import { operationsOf } from "../../common/charges/schema-at.js";
import { type SchemaProblem, schemaProblems } from "../../common/json-schema.js";
import { isObject, type Json, type JsonObject, objectAt, own } from "../../common/json.js";
import { pointerProblems } from "./charge-pointers.js";

const grammar = {
  "x-billkit-view": "charges#/$defs/view",
  "x-billkit-charges": "charges#/$defs/rows",
  "x-billkit-amount": "charges#/$defs/amount",
} as const;

/**
 * Lists what is wrong with `x-billkit-view` and `x-billkit-charges` of operations and `x-billkit-amount`
 * of fields. specs/charges.schema.json is their grammar; their pointers must lead to something in the contract.
 */
export function chargeProblems(contract: JsonObject): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const operations = operationsOf(contract);
  for (const operation of operations) {
    const { path, method, node } = operation;
    const at = ["paths", path, method];
    const [view, charges] = [own(node, "x-billkit-view"), own(node, "x-billkit-charges")];
    if (view === undefined && charges === undefined) continue;
    problems.push(...grammatical("x-billkit-view", view, at));
    for (const [inside, rows] of listed(charges)) {
      const bad = grammatical("x-billkit-charges", rows, at, inside);
      problems.push(...bad);
      if (bad.length > 0 || !isObject(rows)) continue;
      problems.push(...pointerProblems(contract, operations, operation, rows, inside));
    }
  }
  problems.push(...amountProblems(contract));
  return problems;
}

/** One or several places of rows, and where each is written in the trait. */
function listed(charges: Json | undefined): [readonly string[], Json | undefined][] {
  if (!Array.isArray(charges) || charges.length === 0) return [[[], charges]];
  return charges.map((rows, index) => [[String(index)], rows]);
}

function grammatical(
  name: keyof typeof grammar,
  value: Json | undefined,
  at: readonly string[],
  inside: readonly string[] = [],
): SchemaProblem[] {
  const path = [...at, name, ...inside];
  if (value === undefined) {
    const other = name === "x-billkit-view" ? "x-billkit-charges" : "x-billkit-view";
    return [{ path: [...at, other], message: `needs ${name} beside it` }];
  }
  return schemaProblems(grammar[name], value).map((problem) => ({
    ...problem,
    path: [...path, ...problem.path],
  }));
}

function amountProblems(contract: JsonObject): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const visit = (value: Json, at: readonly string[]): void => {
    if (Array.isArray(value))
      value.forEach((item, index) => {
        visit(item, [...at, String(index)]);
      });
    if (!isObject(value)) return;
    const trait = own(value, "x-billkit-amount");
    if (trait !== undefined) {
      problems.push(...grammatical("x-billkit-amount", trait, at));
      const types = [own(value, "type") ?? "number"]
        .flat()
        .filter((type) => typeof type === "string");
      if (!types.some((type) => ["number", "integer", "string"].includes(type)))
        problems.push({
          path: [...at, "x-billkit-amount"],
          message: `is on a field of type ${types.join(", ")}; an amount is a number or text`,
        });
    }
    for (const [key, member] of Object.entries(value)) visit(member, [...at, key]);
  };
  visit(objectAt(objectAt(contract, "components"), "schemas"), ["components", "schemas"]);
  return problems;
}
