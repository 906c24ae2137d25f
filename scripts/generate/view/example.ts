import type { Cursor } from "../contract/cursor.js";
import { isObject, type Json } from "../../common/json.js";
import { unionsOf } from "../checks/merge.js";
import { basicParts } from "../contract/credentials.js";
import type { Operation, Service, Tag } from "../contract/service.js";
import type { ReportTrait } from "../traits/reports.js";
import { enumOf, typeNames } from "./type.js";

/** A program that compiles unchanged: one call with its required arguments and one informative option. */
export function example(
  service: Service,
  tag: Tag,
  operation: Operation,
  packageName: string,
): string[] {
  const client = lowerFirst(service.className);
  return [
    `import { ${service.className} } from ${JSON.stringify(packageName)};`,
    "",
    newClient(service),
    `const result = await ${client}.${lowerFirst(tag.name)}.${operation.id}(${argumentsOf(operation)});`,
    "console.log(result);",
  ];
}

/** The same for the report that an operation starts, which the program waits for. */
export function reportExample(
  service: Service,
  { name, start }: ReportTrait,
  packageName: string,
): string[] {
  const args = argumentsOf(start) || "{}";
  return [
    `import { ${service.className} } from ${JSON.stringify(packageName)};`,
    `import { ${name}Report, createPoller } from ${JSON.stringify(`${packageName}/reports`)};`,
    "",
    newClient(service),
    `const poller = createPoller(${lowerFirst(service.className)}, ${name}Report, ${args});`,
    "console.log(await poller.wait());",
  ];
}

function newClient(service: Service): string {
  const basic = basicParts(service.credentials);
  const keys = (basic ?? service.credentials).map(
    ({ option, environment }) => `${option}: process.env.${environment ?? "ACCESS_TOKEN"} ?? ""`,
  );
  const isFlat = basic !== undefined || keys.length === 1;
  const credential = isFlat ? keys.join(", ") : `credential: { ${keys.join(", ")} }`;
  return `const ${lowerFirst(service.className)} = new ${service.className}({ ${credential} });`;
}

function argumentsOf(operation: Operation): string {
  const values = exampleArguments(operation);
  return values === undefined ? "" : literal(values);
}

export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function exampleArguments(operation: Operation): Json | undefined {
  const required = operation.parameters.filter((parameter) => parameter.required);
  const optional = operation.parameters.filter((parameter) => !parameter.required);
  // An option with a list of values is more informative than free text.
  const informative = optional.find((parameter) => isInformative(parameter.schema)) ?? optional[0];
  // Both days of a period, since the service would choose the other one.
  const options =
    informative && isDay(informative.schema)
      ? optional.filter(({ schema }) => isDay(schema))
      : [informative];
  const shown = [...required, ...options.filter((option) => option !== undefined)];
  const entries = shown.map((parameter): [string, Json] => [
    parameter.name,
    given(parameter.at) ?? exampleValue(parameter.schema, parameter.name),
  ]);
  if (operation.body)
    entries.push(["body", given(operation.body.at) ?? exampleValue(operation.body.schema, "body")]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function isInformative(schema: Cursor): boolean {
  const resolved = schema.resolve();
  return typeNames(resolved).some((type) => type !== "string") || enumOf(resolved) !== undefined;
}

function isDay(schema: Cursor): boolean {
  const format = schema.resolve().find("format")?.value;
  return format === "date" || format === "date-time";
}

/** The contract's own example. */
function given(at: Cursor): Json | undefined {
  return at.find("example")?.value ?? at.find("examples")?.find("0")?.value;
}

/** A value that the type allows: the contract's own example, default or first member before an invented one. */
function exampleValue(schema: Cursor, name: string, depth = 0): Json {
  const resolved = schema.resolve();
  const own = given(resolved);
  if (own !== undefined) return own;
  const [member] = enumOf(schema) ?? [];
  if (member !== undefined) return member;
  const [type] = typeNames(resolved).filter((each) => each !== "null");
  const fallback = resolved.find("default")?.value;
  if (fallback !== undefined && !isObject(fallback)) return fallback;
  const [[alternative] = []] = unionsOf([resolved]);
  if (alternative && depth < 10) return exampleValue(alternative, name, depth + 1);
  if (type === "integer" || type === "number") {
    const minimum = resolved.find("minimum")?.value;
    return typeof minimum === "number" ? minimum : 1;
  }
  if (type === "boolean") return true;
  if (type === "array") {
    const items = resolved.find("items");
    return items && depth < 10 ? [exampleValue(items, name, depth + 1)] : [];
  }
  // Some descriptions declare fields and no type.
  if (type === "object" || resolved.find("properties")) return exampleObject(resolved, depth);
  return exampleText(resolved.find("format")?.value, name);
}

function exampleObject(schema: Cursor, depth: number): Json {
  const required = schema.find("required")?.texts() ?? [];
  if (depth >= 10) return {};
  return Object.fromEntries(
    required.map((name): [string, Json] => {
      const property = schema.find("properties")?.find(name);
      return [name, property ? exampleValue(property, name, depth + 1) : `your-${name}`];
    }),
  );
}

/** A period of one month for a pair of dates, in any naming: the start's name has a known prefix. */
function exampleText(format: Json | undefined, name: string): string {
  const day = /^(start|from|since|after)/i.test(name) ? "2026-06-01" : "2026-06-30";
  if (format === "date") return day;
  if (format === "date-time") return `${day}T${day.endsWith("01") ? "00:00:00" : "23:59:59"}Z`;
  if (format === "uuid") return "6f1c2f4e-8f0c-4c7e-9b1d-2f3a4b5c6d7e";
  if (format === "uri") return "https://example.com/";
  return `your-${name}`;
}

function literal(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${propertyKey(name)}: ${literal(member)}`,
  );
  return `{ ${members.join(", ")} }`;
}

export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
