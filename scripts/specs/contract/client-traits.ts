import {
  type SchemaProblem,
  schemaProblems,
  type SchemaReference,
} from "../../common/json-schema.js";
import { isObject, type Json, type JsonObject, objectAt, own, textAt } from "../../common/json.js";

/**
 * Lists what is wrong with the traits of the service: those of `info`, `x-billkit-connect`,
 * `x-billkit-credential` and `x-billkit-pinned`. specs/contract.schema.json and specs/traits.schema.json
 * are their grammar. Options are unique, and a contract with several security schemes names the option of
 * each.
 */
export function traitProblems(contract: JsonObject): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const check = (reference: SchemaReference, value: Json | undefined, where: string[]): void => {
    if (value === undefined) return;
    for (const { path, message } of schemaProblems(reference, value))
      problems.push({ path: [...where, ...path], message });
  };
  const options = new Map<string, string>();
  const claim = (option: string, path: string[]): void => {
    const owner = options.get(option);
    if (owner !== undefined)
      problems.push({ path, message: `option "${option}" is already ${owner}'s` });
    options.set(option, path.join("."));
  };
  check("contract#/properties/info", own(contract, "info"), ["info"]);
  check("traits#/$defs/connect", own(contract, "x-billkit-connect"), ["x-billkit-connect"]);
  const schemes = Object.entries(objectAt(objectAt(contract, "components"), "securitySchemes"));
  for (const [name, scheme] of schemes) {
    const trait = isObject(scheme) ? own(scheme, "x-billkit-credential") : undefined;
    if (!isObject(trait)) continue;
    const path = ["components", "securitySchemes", name, "x-billkit-credential"];
    check("traits#/$defs/credential", trait, path);
    const option = textAt(trait, "option");
    if (option !== "") claim(option, path);
    else if (schemes.length > 1)
      problems.push({
        path,
        message: 'needs an "option", since there are several security schemes',
      });
  }
  const pinned = own(contract, "x-billkit-pinned");
  check("traits#/$defs/pinned", pinned, ["x-billkit-pinned"]);
  for (const [index, each] of (Array.isArray(pinned) ? pinned : []).entries())
    if (isObject(each)) claim(textAt(each, "option"), ["x-billkit-pinned", `${index}`]);
  return problems;
}
