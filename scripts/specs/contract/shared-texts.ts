import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
} from "../../common/json.js";

/** What a status means for every HTTP API. The overlay's own text goes first. */
const STATUSES: Readonly<Record<string, string>> = {
  "400": "The request is invalid.",
  "401": "The credential is missing or invalid.",
  "403": "The credential lacks a permission that the operation requires.",
  "404": "The resource doesn't exist.",
  "409": "The request conflicts with the resource's current state.",
  "429": "Too many requests.",
  "4XX": "The request failed.",
  "5XX": "The service failed.",
};

/** What parameters and fields that page through a list mean. */
const PAGING: Readonly<Record<string, string>> = {
  after: "Cursor: the page starts after this item.",
  before: "Cursor: the page ends before this item.",
  cursor: "Cursor of the page.",
  has_more: "Whether there are more pages.",
  limit: "Maximum number of items in a page.",
  next_cursor: "Cursor of the next page.",
  next_page: "The next page.",
  next_page_token: "Token of the next page.",
  next_page_uri: "Address of the next page.",
  offset: "Number of items to skip.",
  page: "Number of the page.",
  page_number: "Number of the page.",
  page_size: "Maximum number of items in a page.",
  page_token: "Token of the page, from the page before.",
  per_page: "Maximum number of items in a page.",
  previous_page_uri: "Address of the page before.",
  total_count: "Number of items on all pages.",
  total_pages: "Number of pages.",
};

/** What the headers that report a rate limit mean. */
const RATE_LIMITS: Readonly<Record<string, string>> = {
  "ratelimit-limit": "Number of requests that the current window allows.",
  "ratelimit-remaining": "Number of requests left in the current window.",
  "ratelimit-reset": "When the current window ends.",
  "retry-after": "How long to wait before the next request.",
};

/** A contract whose undescribed statuses, page fields and rate-limit headers have the shared texts. */
export function withSharedTexts(contract: JsonObject): JsonObject {
  const paths = Object.entries(objectAt(contract, "paths")).map(([path, item]) => [
    path,
    mapValues(item, (value) => (isObject(value) ? describeOperation(value) : value)),
  ]);
  const components = objectAt(contract, "components");
  const schemas = mapValues(objectAt(components, "schemas"), describeFields);
  return {
    ...contract,
    paths: Object.fromEntries(paths) as JsonObject,
    components: { ...components, schemas },
  };
}

function describeOperation(operation: JsonObject): JsonObject {
  const responses = Object.entries(objectAt(operation, "responses")).map(([status, response]) => {
    const text = textOf(STATUSES, status) ?? (status.startsWith("5") ? STATUSES["5XX"] : undefined);
    if (!isObject(response)) return [status, response];
    const headers = mapValues(objectAt(response, "headers"), (header, name) =>
      described(header, textOf(RATE_LIMITS, name.toLowerCase().replace(/^x-/, ""))),
    );
    const whole = response.headers === undefined ? response : { ...response, headers };
    return [status, described(whole, text)];
  });
  const parameters = listAt(operation, "parameters").map((parameter) =>
    described(parameter, isObject(parameter) ? pagingText(textAt(parameter, "name")) : undefined),
  );
  return {
    ...operation,
    ...(operation.parameters !== undefined && { parameters }),
    responses: Object.fromEntries(responses) as JsonObject,
  };
}

function describeFields(schema: Json): Json {
  if (!isObject(schema) || !isObject(schema.properties)) return schema;
  const properties = mapValues(schema.properties, (field, name) =>
    described(field, pagingText(name)),
  );
  return { ...schema, properties };
}

function pagingText(name: string): string | undefined {
  const key = name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  return textOf(PAGING, key);
}

/** A description may use names such as `constructor`. */
function textOf(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function described(node: Json, text: string | undefined): Json {
  if (!isObject(node) || text === undefined || textAt(node, "description").trim() !== "")
    return node;
  return { ...node, description: text };
}

function mapValues(object: Json, map: (value: Json, key: string) => Json): JsonObject {
  if (!isObject(object)) return {};
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
