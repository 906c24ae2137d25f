import { compare } from "../contract/service.js";
import type { ShapeNode } from "./shapes.js";
import { propertyKey } from "../view/example.js";

/**
 * A shape as code.
 * @param refer Returns the code that refers to a constant.
 */
export function shapeCode(shape: ShapeNode, refer: (name: string) => string): string {
  const next = (each: ShapeNode): string => shapeCode(each, refer);
  if (typeof shape === "string") return JSON.stringify(shape);
  if ("name" in shape) return refer(shape.name);
  if ("items" in shape) return `{ items: ${next(shape.items)} }`;
  if ("anyOf" in shape) return `{ anyOf: [${shape.anyOf.map(next).join(", ")}] }`;
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
    const code = shapeCode(shape, (other) => (written.has(other) ? other : `() => ${other}`));
    lines.push(`export const ${name}: Shape = ${code};`);
    written.add(name);
  };
  for (const name of [...wanted].sort(compare)) write(name);
  return `import type { Shape } from "@billkit/core";\n\n${lines.join("\n\n")}\n`;
}
