import { createFinalURL, serializePrimitiveParam } from "openapi-fetch";
import { argumentText, invalidArgument, validateArgument } from "./argument-schema.js";
import type { OperationDefinition, SerializeQuery } from "./operation.js";

/** A call's arguments as parts of a request. */
export interface PlacedArguments {
  readonly url: string;
  readonly body: string | undefined;
  /** By name. */
  readonly headers: Record<string, string>;
}

/**
 * Checks the arguments against the operation and places each of them.
 * @param baseUrl without a trailing slash
 * @param pinned query of every request
 * @throws InvalidRequestError for one that is missing, undeclared or invalid
 */
export function placeArguments(
  { id, path, parameters, body }: OperationDefinition,
  given: object,
  baseUrl: string,
  pinned: string,
): PlacedArguments {
  const args: Record<string, unknown> = { ...given };
  const names = [...Object.keys(parameters), ...(body ? ["body"] : [])];
  for (const name in args) {
    if (args[name] === undefined || names.includes(name)) continue;
    const allowed = names.join(", ") || "none";
    throw invalidArgument(id, name, `is not an argument of this operation; allowed: ${allowed}`);
  }
  const take = (name: string, required: true | undefined): unknown => {
    const value = args[name];
    if (value === undefined && required) throw invalidArgument(id, name, "is required");
    return value;
  };
  const headers: Record<string, string> = {};
  const query = [pinned];
  for (const [name, schema] of Object.entries(parameters)) {
    const value = take(name, schema.required);
    if (value === undefined) continue;
    const [at, problem] = validateArgument(schema, value) ?? [];
    if (problem) throw invalidArgument(id, name, problem, at);
    if (schema.in === "header") headers[name] = argumentText(id, name, value);
    else if (schema.in === "query") {
      query.push((schema.serialize ?? repeatedKeys)(id, name, value, schema));
    }
  }
  const content = body && take("body", body.required);
  return {
    url: createFinalURL(fillPath(id, path, args), {
      baseUrl,
      params: {},
      pathSerializer: String,
      querySerializer: () => query.filter(Boolean).join("&"),
    }),
    body:
      body && content !== undefined ? body.serialize(id, content, body.shape ?? "json") : undefined,
    headers,
  };
}

/** openapi-fetch encodes values but not names. */
const repeatedKeys: SerializeQuery = (operation, name, value) =>
  [value]
    .flat()
    .map((member) =>
      serializePrimitiveParam(encodeURIComponent(name), argumentText(operation, name, member)),
    )
    .join("&");

/** The path with its values; a value can contain braces. */
export function fillPath(
  operation: string,
  path: string,
  values: Readonly<Record<string, unknown>>,
): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(argumentText(operation, name, values[name]));
    // URL parsers drop dot segments, and an empty segment names another resource.
    if (!/^\.{0,2}$/.test(value)) return value;
    throw invalidArgument(operation, name, `is "${value}"; not allowed: "", "." and ".."`);
  });
}
