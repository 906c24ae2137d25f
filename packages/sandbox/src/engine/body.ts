import { dig, text } from "./json.js";
import type { SandboxRequest } from "./message.js";
import { parseQuery } from "./query.js";

/** A form's fields with the types that the contract declares; anything else stays unchanged. */
export function parseBody(
  { headers, body }: SandboxRequest,
  operation: unknown,
): Record<string, unknown> | string | undefined {
  if (body === "") return undefined;
  const form = "application/x-www-form-urlencoded";
  if (!(headers["content-type"] ?? "").startsWith(form)) return body;
  const fields = dig(operation, "requestBody", "content", form, "schema", "properties");
  const entries = Object.entries(parseQuery(body)).map(([name, value]): [string, unknown] => {
    const schema = dig(fields, name);
    if (text(schema, "type") !== "array")
      return [name, Array.isArray(value) ? value : fieldOf(value, schema)];
    const items = Array.isArray(value) ? value : [value];
    return [name, items.map((item) => fieldOf(item, dig(schema, "items")))];
  });
  return Object.fromEntries(entries);
}

/** A number or boolean if one is declared and was sent, otherwise the text. */
function fieldOf(value: string, schema: unknown): unknown {
  const type = text(schema, "type");
  const isNumber = (type === "integer" || type === "number") && value.trim() !== "";
  if (isNumber && Number.isFinite(Number(value))) return Number(value);
  if (type === "boolean" && /^(?:true|false)$/.test(value)) return value === "true";
  return value;
}
