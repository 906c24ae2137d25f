import { schemaProblems } from "../../common/json-schema.js";
import { isObject, type Json, type JsonObject, objectAt, own, textAt } from "../../common/json.js";

/**
 * Lists what is wrong with `x-billkit-credential` and `x-billkit-pinned`, one line per problem.
 * specs/traits.schema.json is their grammar. Options are unique, and a contract with several security
 * schemes names the option of each.
 */
export function traitProblems(contract: JsonObject): string[] {
  const problems: string[] = [];
  const check = (name: "credential" | "pinned", value: Json, where: string): void => {
    for (const { path, message } of schemaProblems(`traits#/$defs/${name}`, value))
      problems.push(`${[where, ...path].join(".")}: ${message}`);
  };
  const options = new Map<string, string>();
  const claim = (option: string, where: string): void => {
    const owner = options.get(option);
    if (owner !== undefined) problems.push(`${where}: option "${option}" is already ${owner}'s`);
    options.set(option, where);
  };
  const schemes = Object.entries(objectAt(objectAt(contract, "components"), "securitySchemes"));
  for (const [name, scheme] of schemes) {
    const trait = isObject(scheme) ? own(scheme, "x-billkit-credential") : undefined;
    if (!isObject(trait)) continue;
    const where = `components.securitySchemes.${name}.x-billkit-credential`;
    check("credential", trait, where);
    const option = textAt(trait, "option");
    if (option !== "") claim(option, where);
    else if (schemes.length > 1)
      problems.push(`${where}: needs an "option", since there are several security schemes`);
  }
  const pinned = own(contract, "x-billkit-pinned");
  if (pinned === undefined) return problems;
  check("pinned", pinned, "x-billkit-pinned");
  for (const [index, each] of (Array.isArray(pinned) ? pinned : []).entries())
    if (isObject(each)) claim(textAt(each, "option"), `x-billkit-pinned.${index}`);
  return problems;
}
