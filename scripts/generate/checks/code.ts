import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { compare } from "../contract/service.js";
import type { CoreFeature } from "../core-exports.js";
import type { ShapeNode } from "./shapes.js";
import { propertyKey } from "../view/example.js";

/**
 * A shape as code.
 * @param refer Returns the code that refers to a constant.
 * @param use Receives the functions of core that the code calls.
 */
export function shapeCode(
  shape: ShapeNode,
  refer: (name: string) => string,
  use: (feature: CoreFeature) => void = () => undefined,
): string {
  const next = (each: ShapeNode): string => shapeCode(each, refer, use);
  if (typeof shape === "string") return JSON.stringify(shape);
  if ("name" in shape) return refer(shape.name);
  if ("items" in shape) return `{ items: ${next(shape.items)} }`;
  if ("anyOf" in shape) {
    const all = `[${shape.anyOf.map(next).join(", ")}]`;
    if (shape.anyOf.every((each) => typeof each === "string")) return all;
    use("anyOf");
    return `/* @__PURE__ */ anyOf(${all})`;
  }
  const { required, fields, values } = shape;
  const members = [...fields].map(
    ([name, each]) => `${propertyKey(name)}: ${next(each)}${widens(name, each) ? " as const" : ""}`,
  );
  return `{ ${[
    ...(required.length === 0 ? [] : [`required: ${JSON.stringify(required)}`]),
    ...(members.length === 0 ? [] : [`fields: { ${members.join(", ")} }`]),
    ...(values === undefined ? [] : [`values: ${next(values)}`]),
  ].join(", ")} }`;
}

/** A member that every object has, such as `constructor`, is typed by that, not by the context. */
function widens(name: string, shape: ShapeNode): boolean {
  return name in Object.prototype && (typeof shape === "string" || !("name" in shape));
}

/**
 * The constants as a file, by name, each after those that it refers to.
 * @param wanted The names that operations refer to; constants that they don't reach are omitted.
 */
export function shapesFile(
  constants: ReadonlyMap<string, ShapeNode>,
  wanted: Iterable<string>,
): string {
  const features = new Set<string>();
  const written = new Set<string>();
  const begun = new Set<string>();
  const lines: string[] = [];
  const write = (name: string): void => {
    const shape = constants.get(name);
    if (shape === undefined || begun.has(name)) return;
    begun.add(name);
    shapeCode(shape, (other) => {
      write(other);
      return other;
    });
    // A recursive shape is looked up when it is used.
    const later = (other: string): string => {
      features.add("recursive");
      return `/* @__PURE__ */ recursive(() => ${other})`;
    };
    const code = shapeCode(
      shape,
      (other) => (written.has(other) ? other : later(other)),
      (feature) => features.add(feature),
    );
    lines.push(`export const ${name}: Shape = ${code};`);
    written.add(name);
  };
  for (const name of [...wanted].sort(compare)) write(name);
  const imported =
    features.size === 0
      ? "type { Shape }"
      : `{ ${[...features].sort(compare).join(", ")}, type Shape }`;
  return `import ${imported} from "@billkit/core";\n\n${lines.join("\n\n")}\n`;
}

/** The formats that core checks, with the function that does, and what they allow. */
const formats: Readonly<Record<string, readonly [CoreFeature, string]>> = {
  date: ["isDate", "a date as YYYY-MM-DD"],
  "date-time": ["isDateTime", "a date and time as YYYY-MM-DDThh:mm:ssZ"],
};

/**
 * The members of an argument's rule as code. Texts are written as JSON, so that none can become code.
 * @param use Receives the functions of core that the code calls.
 */
export function ruleCode(rule: JsonObject, use: (feature: CoreFeature) => void): string[] {
  const { format, match, items, values, anyOf, ...facts } = rule;
  const nested = (each: Json): string =>
    isObject(each) ? `{ ${ruleCode(each, use).join(", ")} }` : "{}";
  const [isValid, allowed = ""] = formats[typeof format === "string" ? format : ""] ?? [];
  const members: JsonObject = {
    ...(isValid && { type: "string" }),
    ...facts,
    ...(isValid && facts.allowed === undefined && { allowed }),
  };
  const calls: string[] = isValid ? [isValid] : [];
  if (isValid) use(isValid);
  if (match !== undefined) {
    use("pattern");
    calls.unshift(JSON.stringify(match));
  }
  const check = match === undefined ? calls[0] : `/* @__PURE__ */ pattern(${calls.join(", ")})`;
  return [
    ...Object.entries(members).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    ...(check === undefined ? [] : [`match: ${check}`]),
    ...(items === undefined ? [] : [`items: ${nested(items)}`]),
    ...(values === undefined ? [] : [`values: ${nested(values)}`]),
    ...(Array.isArray(anyOf) ? [`anyOf: [${anyOf.map(nested).join(", ")}]`] : []),
  ];
}
