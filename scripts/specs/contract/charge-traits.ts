import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import schema from "../../../specs/charges.schema.json" with { type: "json" };
import { operationsOf } from "../../common/charges/schema-at.js";
import { isObject, type Json, type JsonObject, objectAt, own } from "../../common/json.js";
import { keysOf } from "../../common/json-pointer.js";
import { ChargePointers, type TraitProblem } from "./charge-pointers.js";

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
});
ajv.addSchema(schema, "charges");
const grammar = {
  "x-billkit-view": ajv.compile({ $ref: "charges#/$defs/view" }),
  "x-billkit-charges": ajv.compile({ $ref: "charges#/$defs/rows" }),
  "x-billkit-amount": ajv.compile({ $ref: "charges#/$defs/amount" }),
};

/**
 * Lists what is wrong with `x-billkit-view` and `x-billkit-charges` of operations and `x-billkit-amount`
 * of fields. specs/charges.schema.json is their grammar; what they point at must be in the contract.
 */
export function chargeProblems(contract: JsonObject): TraitProblem[] {
  const problems: TraitProblem[] = [];
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
      problems.push(...new ChargePointers(contract, operations, operation, rows, inside).problems);
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
): TraitProblem[] {
  const path = [...at, name, ...inside];
  if (value === undefined) {
    const other = name === "x-billkit-view" ? "x-billkit-charges" : "x-billkit-view";
    return [{ path: [...at, other], message: `needs ${name} beside it` }];
  }
  const check: ValidateFunction = grammar[name];
  if (check(value)) return [];
  return worst(check).map(({ instancePath, message = "is invalid", params }) => ({
    path: [...path, ...keysOf(instancePath)],
    message: `${message}${"additionalProperty" in params ? `: "${String(params.additionalProperty)}"` : ""}`,
  }));
}

/** Of a union that none fits, that; not what each alternative lacks. */
function worst({ errors }: ValidateFunction): NonNullable<ValidateFunction["errors"]> {
  const all = errors ?? [];
  const unions = all.filter(({ keyword }) => keyword === "oneOf").map((each) => each.instancePath);
  return all.filter(
    ({ instancePath, keyword }) =>
      keyword === "oneOf" || !unions.some((union) => instancePath.startsWith(union)),
  );
}

function amountProblems(contract: JsonObject): TraitProblem[] {
  const problems: TraitProblem[] = [];
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
