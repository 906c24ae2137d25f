import { createFinalURL, createQuerySerializer } from "openapi-fetch";
import { argumentText, invalidArgument, validateArgument } from "./argument-schema.js";
import type { OperationDefinition, ParameterDefinition } from "./operation.js";
import { serializeBody } from "./serialize-body.js";

/** Methods that a contract can name and fetch can send. */
const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"];

/** A call's arguments as parts of a request. */
export interface PlacedArguments {
  readonly url: string;
  readonly body: string | undefined;
  /** By name. */
  readonly headers: Record<string, string> | undefined;
}

/** What is the same in every call of an operation. */
interface Compiled {
  readonly parameters: readonly (readonly [string, ParameterDefinition])[];
  /** Literal text and parameter names, by turns. */
  readonly template: readonly string[];
  readonly serializeQuery: (query: Record<string, unknown>) => string;
}

const compiled = new WeakMap<OperationDefinition, Compiled>();

function compile(operation: OperationDefinition): Compiled {
  const { id, method, path } = operation;
  if (!methods.includes(method.toUpperCase())) {
    throw invalidArgument(id, "method", `is "${method}"; allowed: ${methods.join()}`);
  }
  const parameters = Object.entries(operation.parameters);
  const usual = createQuerySerializer();
  const special = new Map<string, typeof usual>();
  for (const [name, { in: place, style = "form", explode = true }] of parameters) {
    if (place === "query" && (style !== "form" || !explode)) {
      const how = { style, explode } as { style: "form"; explode: boolean };
      special.set(encodeURIComponent(name), createQuerySerializer({ array: how, object: how }));
    }
  }
  const serializeQuery = (query: Record<string, unknown>): string =>
    Object.entries(query)
      .map(([name, value]) => (special.get(name) ?? usual)({ [name]: value }))
      .filter(Boolean)
      .join("&");
  return {
    parameters,
    template: path.split(/[{}]/),
    serializeQuery: special.size ? serializeQuery : usual,
  };
}

/**
 * Checks the arguments against the operation and puts each in its place.
 * @param baseUrl without a trailing slash
 * @param pinned query parameters of every request
 * @throws InvalidRequestError for one that is missing, undeclared or invalid
 */
export function placeArguments(
  operation: OperationDefinition,
  given: object,
  baseUrl: string,
  pinned: Readonly<Record<string, string>>,
): PlacedArguments {
  const { id, body } = operation;
  let rules = compiled.get(operation);
  if (!rules) compiled.set(operation, (rules = compile(operation)));
  const args = given as Readonly<Record<string, unknown>>;
  refuseUndeclared(operation, args);
  let headers: Record<string, string> | undefined;
  const query: Record<string, unknown> = { ...pinned };
  for (const [name, schema] of rules.parameters) {
    const value = take(id, args, name, schema.required);
    if (value === undefined) continue;
    const [at, problem] = validateArgument(schema, value) ?? [];
    if (problem) throw invalidArgument(id, name, problem, at);
    if (schema.in === "header") (headers ??= {})[name] = argumentText(id, name, value);
    else if (schema.in === "query")
      query[encodeURIComponent(name)] = sendable(id, name, value, schema);
  }
  const { template, serializeQuery } = rules;
  const content = body && take(id, args, "body", body.required);
  return {
    url: createFinalURL("", {
      baseUrl,
      params: { path: args, query },
      pathSerializer: (base) => base + fillPath(id, template, args),
      querySerializer: serializeQuery,
    }),
    body: content === undefined ? undefined : serializeBody(id, body!, content),
    headers,
  };
}

function refuseUndeclared({ id, parameters, body }: OperationDefinition, args: object): void {
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined || Object.hasOwn(parameters, name) || (body && name === "body")) {
      continue;
    }
    const allowed = [...Object.keys(parameters), ...(body ? ["body"] : [])].join(", ") || "none";
    throw invalidArgument(id, name, `is not an argument of this operation; allowed: ${allowed}`);
  }
}

function take(
  id: string,
  args: Readonly<Record<string, unknown>>,
  name: string,
  required: true | undefined,
): unknown {
  const value = Object.hasOwn(args, name) ? args[name] : undefined;
  if (value === undefined && required) throw invalidArgument(id, name, "is required");
  return value;
}

/**
 * The path with its values.
 * @param template literal text and parameter names, by turns
 */
export function fillPath(
  operation: string,
  template: readonly string[],
  values: Readonly<Record<string, unknown>>,
): string {
  let path = template[0]!;
  for (let at = 1; at < template.length; at += 2) {
    const name = template[at]!;
    const value = encodeURIComponent(argumentText(operation, name, values[name]));
    // URL parsers drop dot segments, and an empty segment names another resource.
    if (/^\.{0,2}$/.test(value)) {
      throw invalidArgument(operation, name, `is "${value}"; not allowed: "", "." and ".."`);
    }
    path += value + template[at + 1]!;
  }
  return path;
}

/** An array or object with members that can be sent; its names are encoded. */
function sendable(
  operation: string,
  name: string,
  value: unknown,
  { values }: ParameterDefinition,
): unknown {
  if (Array.isArray(value)) return value.map((member) => argumentText(operation, name, member));
  if (!values) return argumentText(operation, name, value);
  return Object.fromEntries(
    Object.entries(value as object).map(([key, member]: [string, unknown]) => [
      encodeURIComponent(argumentText(operation, name, key)),
      argumentText(operation, name, member),
    ]),
  );
}
