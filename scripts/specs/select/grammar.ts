import { byCodePoint, isObject, type Json, type JsonObject, textAt } from "../../common/json.js";
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
  /** Keys with a node or a list of nodes, in brackets a map of names to nodes. `*` is any other key. */
  readonly nodes?: Readonly<Record<string, Kind | readonly [Kind]>>;
  /** The order in which known keys are written; the others follow by name. */
  readonly order?: readonly string[];
}

/** Keys of a schema that describe it to people. */
export const SCHEMA_PROSE: ReadonlySet<string> = new Set([
  ...["title", "description", "example", "examples", "externalDocs", "$comment", "xml"],
]);

const grammar: Readonly<Record<Kind, Rule>> = {
  document: {
    nodes: {
      ...{ info: "info", components: "components", servers: "server", tags: "tag" },
      paths: ["pathItem"],
    },
    order: ["openapi", "info", "servers", "security", "tags", "paths", "components"],
  },
  info: { order: ["title", "version", "summary", "description", "license"] },
  server: { order: ["url"] },
  tag: { order: ["name", "description"] },
  components: {
    nodes: { schemas: ["schema"], securitySchemes: ["securityScheme"] },
    order: ["securitySchemes"],
  },
  pathItem: { nodes: Object.fromEntries(methods.map((method) => [method, "operation"])) },
  operation: {
    nodes: { requestBody: "requestBody", parameters: "parameter", responses: ["response"] },
    order: [
      ...["operationId", "tags", "summary", "description", "deprecated", "parameters"],
      ...["requestBody", "responses", "security"],
    ],
  },
  parameter: {
    nodes: { schema: "schema" },
    order: ["name", "in", "required", "deprecated", "description", "style", "explode", "schema"],
  },
  requestBody: { nodes: { content: ["mediaType"] }, order: ["required", "description"] },
  response: {
    nodes: { headers: ["parameter"], content: ["mediaType"] },
    order: ["description", "headers", "content"],
  },
  mediaType: { nodes: { schema: "schema" } },
  schema: {
    nodes: {
      ...{ items: "schema", additionalProperties: "schema", properties: ["schema"] },
      ...{ allOf: "schema", anyOf: "schema", oneOf: "schema" },
    },
    order: [
      ...["$ref", "type", "format", "description", "readOnly", "writeOnly", "deprecated", "enum"],
      ...["const", "default", "minimum", "maximum", "required", "properties"],
    ],
  },
  securityScheme: {
    nodes: { flows: "flows" },
    order: ["type", "name", "in", "scheme", "description"],
  },
  flows: { nodes: { "*": "flow" } },
  flow: { nodes: { scopes: ["text"] }, order: ["authorizationUrl", "tokenUrl", "refreshUrl"] },
  text: {},
};

/** The kind of the nodes under a key. A key can be named `constructor`, so only own keys count. */
function kindUnder(kind: Kind, key: string): { kind: Kind | undefined; isMap: boolean } {
  const { nodes = {} } = grammar[kind];
  const found = Object.hasOwn(nodes, key) ? nodes[key] : nodes["*"];
  return typeof found === "object"
    ? { kind: found[0], isMap: true }
    : { kind: found, isMap: false };
}

/** A part of a contract. */
export interface ContractNode {
  readonly node: Json;
  readonly kind: Kind;
  /** Items of a list by their name, if they have one. */
  readonly path: readonly string[];
  /** Whether a map has it, by the last key of its path. */
  readonly isNamed: boolean;
}

/** Every node of a contract, parents first. */
export function* nodesOf(
  node: Json,
  kind: Kind = "document",
  path: readonly string[] = [],
  isNamed = false,
): Generator<ContractNode> {
  yield { node, kind, path, isNamed };
  for (const [key, value] of isObject(node) ? Object.entries(node) : []) {
    const { kind: inner, isMap } = kindUnder(kind, key);
    const at = [...path, key];
    if (inner === undefined) continue;
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) {
        const name = isObject(item) ? textAt(item, "name") : "";
        yield* nodesOf(item, inner, [...at, name || `${index}`]);
      }
    else if (!isMap) yield* nodesOf(value, inner, at);
    else if (isObject(value))
      for (const [name, item] of Object.entries(value))
        yield* nodesOf(item, inner, [...at, name], true);
  }
}

/** The document with its keys in a fixed order; lists keep theirs. */
export function inOrder(document: JsonObject): JsonObject {
  return orderNode(document, "document") as JsonObject;
}

function orderNode(node: Json, kind: Kind | undefined): Json {
  if (Array.isArray(node)) return node.map((item) => orderNode(item, kind));
  if (!isObject(node)) return node;
  const order = (kind && grammar[kind].order) ?? [];
  const rank = (key: string): number => {
    const index = order.indexOf(key);
    return index === -1 ? Number.MAX_SAFE_INTEGER : index;
  };
  const keys = Object.keys(node).sort((a, b) => rank(a) - rank(b) || byCodePoint(a, b));
  return Object.fromEntries(
    keys.map((key) => {
      const value = node[key] as Json;
      const { kind: inner, isMap } = kind ? kindUnder(kind, key) : {};
      return [key, isObject(value) && isMap ? orderMap(value, inner) : orderNode(value, inner)];
    }),
  );
}

function orderMap(map: JsonObject, kind: Kind | undefined): Json {
  const keys = Object.keys(map).sort(byCodePoint);
  return Object.fromEntries(keys.map((key) => [key, orderNode(map[key] as Json, kind)]));
}
