import { operationsOf } from "../../common/charges/schema-at.js";
import { type SchemaProblem, schemaProblems } from "../../common/json-schema.js";
import { isObject, type JsonObject, own } from "../../common/json.js";
import { nodesOf } from "../select/grammar.js";
import { pointerProblems } from "./charge-pointers.js";

/**
 * Lists what is wrong with `x-billkit-view` and `x-billkit-charges` of operations and `x-billkit-amount`
 * of fields. specs/charges.schema.json is their grammar; their pointers must lead to something in the contract.
 */
export function chargeProblems(contract: JsonObject): SchemaProblem[] {
  const operations = operationsOf(contract);
  const ofOperations = operations.flatMap((operation) => {
    const { path, method, node } = operation;
    const at = ["paths", path, method];
    const [view, charges] = [own(node, "x-billkit-view"), own(node, "x-billkit-charges")];
    if (view === undefined && charges === undefined) return [];
    const views =
      view === undefined
        ? [{ path: [...at, "x-billkit-charges"], message: "needs x-billkit-view beside it" }]
        : under([...at, "x-billkit-view"], schemaProblems("charges#/$defs/view", view));
    if (charges === undefined) {
      const message = "needs x-billkit-charges beside it";
      return [...views, { path: [...at, "x-billkit-view"], message }];
    }
    // One or several places of rows.
    const lists = Array.isArray(charges) && charges.length > 0 ? charges : [charges];
    const rows = lists.flatMap((each, index) => {
      const inside = lists === charges ? [`${index}`] : [];
      const bad = schemaProblems("charges#/$defs/rows", each);
      const isFit = bad.length === 0 && isObject(each);
      const found = isFit ? pointerProblems(contract, operations, operation, each) : bad;
      return under([...at, "x-billkit-charges", ...inside], found);
    });
    return [...views, ...rows];
  });
  return [...ofOperations, ...amountProblems(contract)];
}

function under(at: readonly string[], problems: readonly SchemaProblem[]): SchemaProblem[] {
  return problems.map(({ path, message }) => ({ path: [...at, ...path], message }));
}

function amountProblems(contract: JsonObject): SchemaProblem[] {
  return [...nodesOf(contract)].flatMap(({ node, path }) => {
    const trait = isObject(node) ? own(node, "x-billkit-amount") : undefined;
    if (!isObject(node) || trait === undefined) return [];
    const types = [own(node, "type") ?? "number"].flat().map(String);
    const at = [...path, "x-billkit-amount"];
    const problems = under(at, schemaProblems("charges#/$defs/amount", trait));
    if (types.some((type) => ["number", "integer", "string"].includes(type))) return problems;
    const message = `is on a field of type ${types.join(", ")}; an amount is a number or text`;
    return [...problems, { path: at, message }];
  });
}
