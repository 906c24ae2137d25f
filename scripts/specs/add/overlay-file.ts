import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
} from "../../common/json.js";
import { toYaml } from "../../common/yaml.js";
import type { ChosenCredential } from "./credential.js";
import { placeholder } from "./placeholder.js";
import { exampleFor } from "./examples.js";

const HEADER = `# What Billkit adds to extract.yaml: our prose, the service's traits, and fixes where the vendor's
# description and the service differ. An action that matches or changes nothing is an error.
# Every text that is still to be written says so; nothing is published before they are.
`;

/** A body of which nothing is known. */
const ANY: JsonObject = { "application/json": { schema: { type: "object" } } };

/**
 * An overlay with a line for every text of an extract that is still to be written, as a placeholder.
 * @param title of the contract
 */
export function overlayText(
  extract: JsonObject,
  title: string,
  credential: Pick<ChosenCredential, "ours" | "scheme">,
): string {
  const actions = [
    serviceAction(title),
    wholeAction(extract, credential),
    ...operationsOf(extract).flatMap(operationActions),
    ...Object.entries(objectAt(objectAt(extract, "components"), "schemas")).map(schemaAction),
  ];
  const overlay = {
    overlay: "1.0.0",
    info: { title: `Billkit's prose and fixes for the ${title} contract`, version: "1.0.0" },
    actions,
  };
  return HEADER + toYaml(overlay);
}

function serviceAction(title: string): JsonObject {
  return {
    target: "$.info",
    update: {
      description: placeholder(`what ${title} is about`),
      license: { name: "MIT", identifier: "MIT" },
      "x-billkit-rate-headers": {},
    },
  };
}

function wholeAction(
  extract: JsonObject,
  { ours, scheme }: Pick<ChosenCredential, "ours" | "scheme">,
): JsonObject {
  const tags = new Set(
    operationsOf(extract).flatMap(({ operation }) => textsAt(operation, "tags")),
  );
  return {
    target: "$",
    update: {
      tags: [...tags].map((name) => ({
        name,
        description: placeholder(`what the methods of ${name} are for`),
      })),
      components: { securitySchemes: { [ours]: scheme } },
      security: [{ [ours]: [] }],
    },
  };
}

interface Place {
  readonly target: string;
  readonly id: string;
  readonly operation: JsonObject;
}

function operationsOf(extract: JsonObject): Place[] {
  return Object.entries(objectAt(extract, "paths")).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) =>
      isObject(operation)
        ? [
            {
              target: `$.paths['${path}'].${method}`,
              id: textAt(operation, "operationId"),
              operation,
            },
          ]
        : [],
    ),
  );
}

function operationActions({ target, id, operation }: Place): JsonObject[] {
  const parameters = listAt(operation, "parameters").filter(isObject);
  const responses = Object.keys(objectAt(operation, "responses"));
  const texts = responses.map((status): [string, Json] => [
    status,
    { description: placeholder(`what ${status} means for ${id}`) },
  ]);
  // The linter wants an operation to say how it fails, of which many descriptions are silent.
  if (!responses.some((status) => status.startsWith("4")))
    texts.push(["4XX", { description: placeholder(`how ${id} is refused`), content: ANY }]);
  return [
    {
      target,
      update: {
        summary: placeholder(`what ${id} does, in a few words`).replace(/\.$/, ""),
        description: placeholder(`what ${id} does`),
        ...(operation.requestBody !== undefined && {
          requestBody: { description: placeholder(`what is sent to ${id}`) },
        }),
        responses: Object.fromEntries(texts),
      },
    },
    ...parameters.map((parameter, index) => ({
      target: `${target}.parameters[${selectorOf(parameter, index)}]`,
      update: {
        description: placeholder(`what ${textAt(parameter, "name")} is`),
        ...(parameter.required === true && exampleFor(objectAt(parameter, "schema"))),
      },
    })),
  ];
}

/** By name, or, where a name would end the text that it stands in, by its place. */
function selectorOf(parameter: JsonObject, index: number): string {
  const name = textAt(parameter, "name");
  if (/['"\\\]]/.test(name)) return `${index}`;
  return `?(@.name=='${name}' && @.in=='${textAt(parameter, "in")}')`;
}

function schemaAction([name, schema]: [string, Json]): JsonObject {
  const properties = isObject(schema) ? Object.entries(objectAt(schema, "properties")) : [];
  return {
    target: `$.components.schemas.${name}`,
    update: {
      description: placeholder(`what ${name} is`),
      ...(properties.length > 0 && {
        properties: Object.fromEntries(
          properties.map(([field]) => [
            field,
            { description: placeholder(`what ${field} of ${name} is`) },
          ]),
        ),
      }),
    },
  };
}
