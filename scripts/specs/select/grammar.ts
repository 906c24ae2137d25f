/**
 * The keys of each kind of node, for both Swagger 2.0 and OpenAPI 3.x. Position distinguishes prose from
 * facts, since a property can be named `description`.
 */
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
  | "encoding"
  | "schema"
  | "securityScheme"
  | "flows"
  | "flow"
  | "text"
  | "callback";

interface Rule {
  /** Keys whose value is one node of a kind. */
  readonly one?: Readonly<Record<string, Kind>>;
  /** Keys whose value is a list of nodes. */
  readonly list?: Readonly<Record<string, Kind>>;
  /** Keys whose value maps names to nodes. */
  readonly map?: Readonly<Record<string, Kind>>;
  /** The node itself maps names to nodes of this kind. */
  readonly every?: Kind;
  /** Keys of a vendor's prose, or pictures of it. */
  readonly prose?: readonly string[];
  /** Of those, the ones that the format requires: they stay, as empty text. */
  readonly requiredProse?: readonly string[];
  /** The order in which known keys are written; the others follow by name. */
  readonly order?: readonly string[];
}

export const HTTP_METHODS = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
] as const;

const operations = Object.fromEntries(HTTP_METHODS.map((method) => [method, "operation" as const]));
const anyText = ["description", "example", "examples"];

export const grammar: Readonly<Record<Kind, Rule>> = {
  document: {
    one: { info: "info", components: "components" },
    list: { servers: "server", tags: "tag" },
    map: {
      paths: "pathItem",
      webhooks: "pathItem",
      definitions: "schema",
      parameters: "parameter",
      responses: "response",
      securityDefinitions: "securityScheme",
    },
    prose: ["externalDocs"],
    order: ["openapi", "swagger", "info", "servers", "security", "tags", "paths", "components"],
  },
  info: {
    prose: ["title", "summary", "description", "termsOfService", "contact", "license"],
    requiredProse: ["title"],
    order: ["title", "version", "summary", "description", "license"],
  },
  server: { prose: ["description"], map: { variables: "encoding" }, order: ["url"] },
  tag: { prose: ["description", "externalDocs"], order: ["name", "description"] },
  components: {
    map: {
      schemas: "schema",
      responses: "response",
      parameters: "parameter",
      requestBodies: "requestBody",
      headers: "parameter",
      securitySchemes: "securityScheme",
      callbacks: "callback",
      pathItems: "pathItem",
    },
    prose: ["examples", "links"],
    order: ["securitySchemes"],
  },
  pathItem: {
    one: operations,
    list: { parameters: "parameter", servers: "server" },
    prose: ["summary", "description"],
  },
  operation: {
    one: { requestBody: "requestBody" },
    list: { parameters: "parameter", servers: "server" },
    map: { responses: "response", callbacks: "callback" },
    prose: ["summary", "description", "externalDocs"],
    order: [
      "operationId",
      "tags",
      "summary",
      "description",
      "deprecated",
      "parameters",
      "requestBody",
      "responses",
      "security",
    ],
  },
  parameter: {
    one: { schema: "schema", items: "schema" },
    map: { content: "mediaType" },
    prose: anyText,
    order: ["name", "in", "required", "deprecated", "description", "style", "explode", "schema"],
  },
  requestBody: {
    map: { content: "mediaType" },
    prose: ["description"],
    order: ["required", "description"],
  },
  response: {
    one: { schema: "schema" },
    map: { headers: "parameter", content: "mediaType" },
    prose: ["description", "examples", "links"],
    requiredProse: ["description"],
    order: ["description", "headers", "content"],
  },
  mediaType: {
    one: { schema: "schema" },
    map: { encoding: "encoding" },
    prose: ["example", "examples"],
  },
  encoding: { map: { headers: "parameter" }, prose: ["description"] },
  schema: {
    one: {
      items: "schema",
      additionalProperties: "schema",
      not: "schema",
      propertyNames: "schema",
      contains: "schema",
    },
    list: {
      allOf: "schema",
      anyOf: "schema",
      oneOf: "schema",
      prefixItems: "schema",
      items: "schema",
    },
    map: {
      properties: "schema",
      patternProperties: "schema",
      $defs: "schema",
      definitions: "schema",
    },
    prose: [...anyText, "title", "externalDocs", "$comment", "xml"],
    order: [
      "$ref",
      "type",
      "format",
      "description",
      "readOnly",
      "writeOnly",
      "deprecated",
      "enum",
      "const",
      "default",
      "minimum",
      "maximum",
      "required",
      "properties",
    ],
  },
  securityScheme: {
    one: { flows: "flows" },
    map: { scopes: "text" },
    prose: ["description"],
    order: ["type", "name", "in", "scheme", "description"],
  },
  flows: { every: "flow" },
  flow: { map: { scopes: "text" }, order: ["authorizationUrl", "tokenUrl", "refreshUrl"] },
  callback: { every: "pathItem" },
  text: {},
};

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
