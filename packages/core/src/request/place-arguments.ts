import { encoded, invalid, text } from "./encode-value.js";
import type { OperationDefinition } from "./operation.js";
import { serializeBody } from "./serialize-body.js";
import { findBreach } from "./argument-schema.js";

/** What a contract may name and a request may be made with: fetch refuses TRACE. */
const methods = ["get", "put", "post", "delete", "options", "head", "patch"];

/** What a call's arguments come to; its path and query stand behind the client's address. */
export interface Placed {
  readonly method: string;
  readonly target: string;
  readonly body: string | undefined;
  /** Of the call's own: by name. */
  readonly headers: Record<string, string> | undefined;
}

/**
 * Checks the arguments against the operation and puts each in its place.
 * @throws InvalidRequestError for one that is missing, not declared, not what it may be, or cannot be
 * sent as it is
 */
export function placeArguments(operation: OperationDefinition, given: object): Placed {
  const { id, parameters, body } = operation;
  const args: Record<string, unknown> = { ...given };
  let headers: Record<string, string> | undefined;
  let query = "";
  let sent: string | undefined;
  for (const name of Object.keys(args)) {
    if (args[name] === undefined || Object.hasOwn(parameters, name) || (body && name === "body")) {
      continue;
    }
    const declared = [...Object.keys(parameters), ...(body ? ["body"] : [])];
    const allowed = declared.join(", ") || "none";
    throw invalid(id, name, `is not an argument of this operation; allowed: ${allowed}`);
  }
  const take = (name: string, required: unknown): unknown => {
    const value = args[name];
    if (value === undefined && required) throw invalid(id, name, "is required");
    return value;
  };
  for (const name of Object.keys(parameters)) {
    const rule = parameters[name]!;
    const value = take(name, rule.required);
    if (value === undefined) continue;
    const breach = findBreach(rule, value);
    if (breach) throw invalid(id, name, breach[1], breach[0]);
    if (rule.in === "header") (headers ??= {})[name] = text(id, name, value);
    else if (rule.in === "query") {
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
        query += `${query && "&"}${name}=${encoded(id, name, each)}`;
      }
    }
  }
  if (body) {
    const value = take("body", body.required);
    if (value !== undefined) sent = serializeBody(id, body, value);
  }
  if (!methods.includes(operation.method.toLowerCase())) {
    throw invalid(id, "method", `is "${operation.method}"; allowed: ${methods.join()}`);
  }
  const path = fillPath(operation, args);
  return {
    method: operation.method.toUpperCase(),
    target: query ? `${path}?${query}` : path,
    body: sent,
    headers,
  };
}

/** By template: each second part is a name. */
const templates: Record<string, string[]> = Object.create(null) as Record<string, string[]>;

/** The path with its values, filled in once: a value's braces are just a value. */
export function fillPath(
  { id, path }: Pick<OperationDefinition, "id" | "path">,
  values: Readonly<Record<string, unknown>>,
): string {
  const parts = (templates[path] ??= path.split(/[{}]/));
  let filled = parts[0]!;
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at]!;
    const value = encoded(id, name, values[name]);
    // An address parser drops dot segments, and an empty one changes which resource is meant.
    if (/^\.{0,2}$/.test(value)) {
      throw invalid(id, name, `is "${value}"; not allowed: "", "." and ".."`);
    }
    filled += value + parts[at + 1]!;
  }
  return filled;
}
