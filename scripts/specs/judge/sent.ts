import { parameterRule, typeOfRule } from "../../generate/checks/rules.js";
import type { Operation } from "../../generate/contract/service.js";
import { schemasOf } from "../../generate/contract/normalize.js";
import { reach } from "../../generate/contract/sides.js";
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
  const sent = service.tags
    .flatMap(({ operations }) => operations)
    .flatMap((operation) => argumentsOf(operation).map(({ schema }) => schema.object()));
  return reach(sent, schemasOf(contract));
}
