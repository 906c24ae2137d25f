import { methods } from "../../generate/contract/normalize.js";

/** The kinds of nodes in a contract. Position tells them apart, since a property can be named `description`. */
export type Kind =
  | "document"
  | "info"
  | "server"
  | "tag"
  | "components"
  | "pathItem"
  | "operation"
  | "parameter"
  | "requestBody"
  | "response"
  | "mediaType"
  | "schema"
  | "securityScheme"
  | "flows"
  | "flow"
  | "text";

interface Rule {
  /** Keys whose value is one node of a kind. */
  readonly one?: Readonly<Record<string, Kind>>;
  /** Keys whose value is a list of nodes. */
  readonly list?: Readonly<Record<string, Kind>>;
  /** Keys whose value maps names to nodes. */
  readonly map?: Readonly<Record<string, Kind>>;
  /** The node itself maps names to nodes of this kind. */
  readonly every?: Kind;
  /** The order in which known keys are written; the others follow by name. */
  readonly order?: readonly string[];
}

/** Keys of a schema that describe it to people. */
export const SCHEMA_PROSE: ReadonlySet<string> = new Set([
  ...["title", "description", "example", "examples", "externalDocs", "$comment", "xml"],
]);

const grammar: Readonly<Record<Kind, Rule>> = {
  document: {
    one: { info: "info", components: "components" },
    list: { servers: "server", tags: "tag" },
    map: { paths: "pathItem" },
    order: ["openapi", "info", "servers", "security", "tags", "paths", "components"],
  },
  info: { order: ["title", "version", "summary", "description", "license"] },
  server: { order: ["url"] },
  tag: { order: ["name", "description"] },
  components: {
    map: { schemas: "schema", securitySchemes: "securityScheme" },
    order: ["securitySchemes"],
  },
  pathItem: { one: Object.fromEntries(methods.map((method) => [method, "operation"])) },
  operation: {
    one: { requestBody: "requestBody" },
    list: { parameters: "parameter" },
    map: { responses: "response" },
    order: [
      ...["operationId", "tags", "summary", "description", "deprecated", "parameters"],
      ...["requestBody", "responses", "security"],
    ],
  },
  parameter: {
    one: { schema: "schema" },
    order: ["name", "in", "required", "deprecated", "description", "style", "explode", "schema"],
  },
  requestBody: { map: { content: "mediaType" }, order: ["required", "description"] },
  response: {
    map: { headers: "parameter", content: "mediaType" },
    order: ["description", "headers", "content"],
  },
  mediaType: { one: { schema: "schema" } },
  schema: {
    one: { items: "schema", additionalProperties: "schema" },
    list: { anyOf: "schema", oneOf: "schema" },
    map: { properties: "schema" },
    order: [
      ...["$ref", "type", "format", "description", "readOnly", "writeOnly", "deprecated", "enum"],
      ...["const", "default", "minimum", "maximum", "required", "properties"],
    ],
  },
  securityScheme: {
    one: { flows: "flows" },
    order: ["type", "name", "in", "scheme", "description"],
  },
  flows: { every: "flow" },
  flow: { map: { scopes: "text" }, order: ["authorizationUrl", "tokenUrl", "refreshUrl"] },
  text: {},
};

/** The keys of a kind whose order is fixed. */
export function orderOf(kind: Kind | undefined): readonly string[] {
  return (kind && grammar[kind].order) ?? [];
}

/** The kinds of nodes under a key: in a list, by name in a map, or as the value itself. */
interface KindsUnder {
  readonly list: Kind | undefined;
  readonly map: Kind | undefined;
  readonly one: Kind | undefined;
}

/** The kind under a key of a node. A key can be named `constructor`, so only own keys count. */
export function kindsUnder(kind: Kind, key: string): KindsUnder {
  const rule = grammar[kind];
  const of = (kinds: Readonly<Record<string, Kind>> = {}): Kind | undefined =>
    Object.hasOwn(kinds, key) ? kinds[key] : undefined;
  return { list: of(rule.list), map: of(rule.map), one: of(rule.one) ?? rule.every };
}
