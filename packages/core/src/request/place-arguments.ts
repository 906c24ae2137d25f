import { createFinalURL, serializePrimitiveParam } from "openapi-fetch";
import { argumentText, invalidArgument, validateArgument } from "./argument-schema.js";
import type { OperationDefinition, SerializeQuery } from "./operation.js";

/** A call's arguments as parts of a request. */
export interface PlacedArguments {
  readonly url: string;
  readonly body: string | undefined;
  /** By name. */
  readonly headers: Record<string, string> | undefined;
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
  const names = Object.keys(body ? { ...parameters, body } : parameters);
  for (const name in args) {
    if (args[name] === undefined || names.includes(name)) continue;
    const allowed = names.join(", ") || "none";
    throw invalidArgument(id, name, `is not an argument of this operation; allowed: ${allowed}`);
  }
  let headers: Record<string, string> | undefined;
  let query = pinned;
  let text: string | undefined;
  for (const name of names) {
    const value = args[name];
    const schema = parameters[name];
    if (value === undefined) {
      if ((schema ?? body)?.required) throw invalidArgument(id, name, "is required");
      continue;
    }
    if (schema) {
      const [at, problem] = validateArgument(schema, value) ?? [];
      if (problem) throw invalidArgument(id, name, problem, at);
      if (schema.in === "header") (headers ??= {})[name] = argumentText(id, name, value);
      else if (schema.in === "query") {
        const added = (schema.serialize ?? repeatedKeys)(id, name, value, schema);
        if (added) query += (query && "&") + added;
      }
    }
    if (name === "body") text = body?.serialize(id, value, body.shape ?? "json");
  }
  const url = createFinalURL(fillPath(id, path, args), {
    baseUrl,
    params: {},
    pathSerializer: String,
    querySerializer: () => query,
  });
  return { url, body: text, headers };
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
