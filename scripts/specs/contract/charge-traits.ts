import { operationsOf } from "../../common/charges/schema-at.js";
import { type SchemaProblem, schemaProblems } from "../../common/json-schema.js";
import { isObject, type Json, type JsonObject, own } from "../../common/json.js";
import { nodesOf } from "../select/grammar.js";
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
  return [...nodesOf(contract)].flatMap(({ node, path }) => {
    const trait = isObject(node) ? own(node, "x-billkit-amount") : undefined;
    if (!isObject(node) || trait === undefined) return [];
    const types = [own(node, "type") ?? "number"].flat().map(String);
    const problems = grammatical("x-billkit-amount", trait, path);
    if (types.some((type) => ["number", "integer", "string"].includes(type))) return problems;
    const message = `is on a field of type ${types.join(", ")}; an amount is a number or text`;
    return [...problems, { path: [...path, "x-billkit-amount"], message }];
  });
}
