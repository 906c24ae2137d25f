import { readFileSync } from "node:fs";
import { isObject, type JsonObject, objectAt } from "../../common/json.js";
import { parseDescription } from "../../common/yaml.js";
import type { Level } from "../rate/level.js";
import { deepgramVersions, fixturePath } from "./repository.js";

/** One version of a vendor's description, and the rating of its change from the one before. */
export interface Version {
  readonly name: string;
  /** The description as JSON. */
  readonly text: string;
  readonly level: Level;
  /** Part of the page's notices. */
  readonly notice?: string;
  /** Drift's exit code. */
  readonly exitCode: number;
}

/** A change that vendors make, on a whole description. */
type Edit = (schemas: JsonObject, paths: JsonObject) => void;

const text = { type: "string" };
const address = { type: "object", properties: { city: text, country: text } };

/** @throws {Error} if the fixture lost a schema that a change needs */
function propertiesOf(schemas: JsonObject, name: string): JsonObject {
  const schema = objectAt(schemas, name);
  if (!isObject(schema.properties)) throw new Error(`${name} has no properties`);
  return schema.properties;
}

const balances = "/v1/projects/{project_id}/balances/{balance_id}";
const purchases = "/v1/projects/{project_id}/purchases";
const order = "ListProjectPurchasesV1ResponseOrdersItems";
const deployment = "V1ProjectsProjectIdBillingBreakdownGetParametersDeployment";

const edits: readonly (readonly [string, Level, Edit, string?])[] = [
  [
    "a new field",
    "minor",
    (schemas) => (propertiesOf(schemas, "GetProjectBalanceV1Response").currency = text),
  ],
  [
    "a new nested object",
    "minor",
    (schemas) => (propertiesOf(schemas, order).billing_address = address),
  ],
  [
    "a new nullable union",
    "minor",
    (schemas) =>
      (propertiesOf(schemas, order).quantity_unit = {
        anyOf: [{ type: "string", enum: ["hours", "tokens"] }, { type: "null" }],
      }),
  ],
  [
    "a new enum member",
    "minor",
    (schemas) => {
      const { enum: members } = objectAt(schemas, deployment);
      if (!Array.isArray(members)) throw new Error(`${deployment} is no enum`);
      members.push("edge");
    },
  ],
  [
    "a text error that becomes an object",
    "none",
    (schemas) => {
      schemas.ErrorResponseTextError = { type: "object", properties: { error: text } };
    },
    "$.components.schemas.ErrorResponse.oneOf changed, which this action removes",
  ],
  [
    "an inline schema that becomes a component",
    "none",
    (schemas) => {
      schemas.PostalAddress = address;
      propertiesOf(schemas, order).billing_address = { $ref: "#/components/schemas/PostalAddress" };
    },
  ],
  [
    "200 that becomes 202",
    "major",
    (schemas, paths) => {
      const responses = objectAt(objectAt(objectAt(paths, balances), "get"), "responses");
      const schema = { type: "object", properties: { job_id: text }, required: ["job_id"] };
      responses["202"] = { description: "", content: { "application/json": { schema } } };
      delete responses["200"];
      schemas.Unused = text;
    },
  ],
  [
    "a new optional parameter of an unsupported style",
    "none",
    (_, paths) => {
      const { parameters } = objectAt(objectAt(paths, purchases), "get");
      const schema = { type: "object", properties: { from: text } };
      if (Array.isArray(parameters))
        parameters.push({ name: "filter", in: "query", style: "deepObject", schema });
    },
    "filter",
  ],
];

/** Deepgram's three published versions, then eight derived from the last by typical changes. */
export function deepgramHistory(): Version[] {
  const published = deepgramVersions.map((version): [string, JsonObject] => {
    const file = fixturePath(`deepgram/openapi.${version}.yml`);
    return [version, parseDescription(readFileSync(file, "utf8"), file)];
  });
  // They differ in what Deepgram's overlay removes.
  const versions = published.map(([name, document]): Version => ({
    name,
    text: JSON.stringify(document),
    level: "none",
    exitCode: 3,
  }));
  let latest = versions.at(-1)?.text ?? "";
  for (const [name, level, edit, notice] of edits) {
    const document = JSON.parse(latest) as JsonObject;
    edit(objectAt(objectAt(document, "components"), "schemas"), objectAt(document, "paths"));
    latest = JSON.stringify(document);
    const exitCode = level === "none" && notice === undefined ? 0 : 3;
    versions.push({ name, text: latest, level, exitCode, ...(notice !== undefined && { notice }) });
  }
  return versions;
}
