import {
  type SchemaProblem,
  schemaProblems,
  type SchemaReference,
} from "../../common/json-schema.js";
import { isObject, type JsonObject, own } from "../../common/json.js";
import { Cursor } from "../../generate/contract/cursor.js";
import { openSchemasAt } from "../../generate/traits/schema-pointer.js";
import { operationsIn } from "../../generate/contract/normalize.js";
import { nodesOf } from "../select/grammar.js";
import { pointerProblems } from "./charge-pointers.js";

const AMOUNT = "x-billkit-amount";

/**
 * Lists what is wrong with `x-billkit-view` and `x-billkit-charges` of operations and `x-billkit-amount`
 * of fields. specs/charges.schema.json is their grammar; their pointers must lead to something in the contract.
 */
export function chargeProblems(contract: JsonObject, file: string): SchemaProblem[] {
  const root = Cursor.root(contract, file);
  const operations = operationsIn(root);
  const ofOperations = operations.flatMap((operation) => {
    const [view, charges] = [operation.get("x-billkit-view"), operation.get("x-billkit-charges")];
    if (view.value === undefined && charges.value === undefined) return [];
    const views =
      view.value === undefined
        ? [{ path: charges.pointer, message: "needs x-billkit-view beside it" }]
        : grammarProblems("charges#/$defs/view", view);
    if (charges.value === undefined)
      return [...views, { path: view.pointer, message: "needs x-billkit-charges beside it" }];
    // One or several places of rows.
    const isList = Array.isArray(charges.value) && charges.value.length > 0;
    const rows = (isList ? charges.items() : [charges]).flatMap((each) => {
      const bad = grammarProblems("charges#/$defs/rows", each);
      return bad.length > 0 ? bad : pointerProblems(operations, operation, each);
    });
    return [...views, ...rows];
  });
  return [...ofOperations, ...amountProblems(contract), ...currencyProblems(root)];
}

function grammarProblems(
  reference: SchemaReference,
  { value, pointer }: Pick<Cursor, "value" | "pointer">,
): SchemaProblem[] {
  const problems = schemaProblems(reference, value);
  return problems.map(({ path, message }) => ({ path: [...pointer, ...path], message }));
}

function amountProblems(contract: JsonObject): SchemaProblem[] {
  return [...nodesOf(contract)].flatMap(({ node, path }) => {
    const trait = isObject(node) ? own(node, AMOUNT) : undefined;
    if (!isObject(node) || trait === undefined) return [];
    const types = [own(node, "type") ?? "number"].flat().map(String);
    const at = [...path, AMOUNT];
    const problems = grammarProblems("charges#/$defs/amount", { value: trait, pointer: at });
    if (types.some((type) => ["number", "integer", "string"].includes(type))) return problems;
    const message = `is on a field of type ${types.join(", ")}; an amount is a number or text`;
    return [...problems, { path: at, message }];
  });
}

/** A currency's pointer begins at the object that has the field. */
function currencyProblems(root: Cursor): SchemaProblem[] {
  const objects = [...nodesOf(root.object())].filter(({ kind }) => kind === "schema");
  return objects.flatMap(({ path }) => {
    const object = root.at(path);
    return (object.find("properties")?.entries() ?? []).flatMap((field) => {
      const trait = field.find(AMOUNT) ?? field.resolve().find(AMOUNT);
      const currency = trait?.find("currency");
      const pointer = currency?.value;
      if (!currency || typeof pointer !== "string" || !pointer.startsWith("/")) return [];
      if (openSchemasAt([object], pointer).length > 0) return [];
      const message = `${JSON.stringify(pointer)} leads nowhere in the object that has the field`;
      return [{ path: currency.pointer, message }];
    });
  });
}
