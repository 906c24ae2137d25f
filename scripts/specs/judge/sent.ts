import { isObject, walk } from "../../common/json.js";
import { parameterRule, typeOfRule } from "../../generate/checks/rules.js";
import type { Operation } from "../../generate/contract/service.js";
import { referenceOf } from "../../generate/contract/sides.js";
import { pointerOf, pointersOf, spell } from "./spelling.js";
import type { Surface } from "./surface.js";

/** A parameter has the type that its checks allow, as in the generated package. */
export function argumentsOf({ parameters, body }: Operation) {
  const given = parameters.map(({ name, in: place, schema, required, at }) => ({
    name,
    schema,
    argument: typeOfRule(parameterRule(place, schema)),
    isRequired: required,
    pointers: [pointerOf(at), ...pointersOf(schema)],
  }));
  if (!body) return given;
  const pointers = [pointerOf(body.at), ...pointersOf(body.schema)];
  const { schema, required: isRequired } = body;
  const argument = spell(schema, () => false);
  return [...given, { name: "body", schema, argument, isRequired, pointers }];
}

/** The names of the schemas of requests. */
export function sentSchemas({ service, contract }: Surface): Set<string> {
  const names = new Set<string>();
  const schemas = contract.get("components").get("schemas");
  const waiting = service.tags
    .flatMap(({ operations }) => operations)
    .flatMap((operation) => argumentsOf(operation).map(({ schema }) => schema.object()));
  for (let node = waiting.pop(); node; node = waiting.pop())
    walk(node, (each) => {
      const name = referenceOf(each);
      if (name === undefined || names.has(name)) return;
      names.add(name);
      const target = schemas.get(name).value;
      if (isObject(target)) waiting.push(target);
    });
  return names;
}
