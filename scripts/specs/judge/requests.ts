import type { Cursor } from "../../generate/contract/cursor.js";
import type { Operation } from "../../generate/contract/service.js";
import { argumentsName } from "../../generate/view/arguments.js";
import { propertyKey } from "../../generate/view/example.js";
import { type Field, fieldsOf, itemsOf, pointerOf, pointersOf, valuesOf } from "./fields.js";
import {
  alternativesOf,
  isObjectSchema,
  literal,
  membersOf,
  spell,
  type Spelling,
} from "./spelling.js";
import type { Lines, Touch } from "./touch.js";

/** Values of what is sent, spelled as the contract has it: enums are closed. */
const closed: Spelling = {
  isOpen: () => false,
  object: () => "object",
  list: "readonly unknown[]",
};

/** How much of an object is given, and which alternative of its unions. */
interface Giving {
  readonly all: boolean;
  readonly variant: number;
}

interface Argument {
  readonly key: string;
  readonly schema: Cursor;
  readonly required: boolean;
  readonly touch: Touch;
}

/** Writes the lines that call an operation: with all arguments, with the required ones, and each apart. */
export class Caller {
  constructor(private readonly lines: Lines) {}

  /** @param method the expression of the method */
  call(operation: Operation, method: string, parent: Touch): void {
    const given = argumentsOf(operation, parent);
    if (given.length === 0) {
      this.lines.add(`${method}();`, parent);
      return;
    }
    const deepest = Math.max(1, ...given.map(({ schema }) => variantsOf(schema)));
    for (let variant = 0; variant < deepest; variant += 1)
      this.write(method, given, { all: true, variant }, parent);
    const required = given.filter((each) => each.required);
    const at = pointerOf(operation.at);
    const least: Touch = {
      kind: "required arguments",
      place: `${operation.id} with only the required arguments`,
      pointers: [`${at}/parameters`, `${at}/requestBody`],
      parent,
    };
    if (required.length === 0) this.lines.add(`${method}();`, least);
    else this.write(method, required, { all: false, variant: 0 }, least);
    for (const each of given) this.apart(argumentsName(operation), each);
  }

  private write(method: string, given: readonly Argument[], giving: Giving, touch: Touch): void {
    this.lines.add(`${method}({`, touch);
    for (const { key, schema, touch: own } of given)
      this.give(schema, `  ${key}: `, giving, own, []);
    this.lines.add("});", touch);
  }

  /** One argument on its own, then each place of it by its type. */
  private apart(name: string, { key, schema, required, touch }: Argument): void {
    const isSimple = !isObjectSchema(schema) && !itemsOf(schema) && variantsOf(schema) === 1;
    if (isSimple) {
      const type = `${spell(schema, closed)}${required ? "" : " | undefined"}`;
      this.lines.add(`({ ${key}: a<${type}>() }) satisfies Partial<$.${name}>;`, touch);
    }
    this.places(`At<$.${name}, ${literal(unquoted(key))}>`, schema, touch, new Set());
  }

  private places(type: string, schema: Cursor, touch: Touch, inside: ReadonlySet<string>): void {
    const own = pointerOf(schema.resolve());
    if (inside.has(own)) return;
    const within = new Set([...inside, own]);
    const named = this.lines.name("Place");
    const container = isObjectSchema(schema) || itemsOf(schema) !== undefined;
    const spelled = spell(schema, closed);
    const test =
      container || alternativesOf(schema).length > 0
        ? spelled.endsWith(" | null")
          ? ` a<null>() satisfies ${named};`
          : ""
        : ` a<${spelled}>() satisfies ${named};`;
    this.lines.add(`type ${named} = ${type};${test}`, touch);
    for (const member of membersOf(schema)) {
      const place = `${touch.place} ${literal(member)}`;
      this.lines.add(`a<${literal(member)}>() satisfies ${named};`, {
        ...touch,
        kind: "member",
        place,
        parent: touch,
      });
    }
    if (alternativesOf(schema).length > 0) return;
    for (const field of fieldsOf(schema))
      this.places(
        `At<${named}, ${literal(field.name)}>`,
        field.schema,
        inner(touch, field),
        within,
      );
    const values = valuesOf(schema);
    if (values && fieldsOf(schema).length === 0)
      this.places(`At<${named}, string>`, values, element(touch, "{}", values), within);
    const items = itemsOf(schema);
    if (items) this.places(`Item<${named}>`, items, element(touch, "[]", items), within);
  }

  /** A value, written so that the compiler points at the part that it does not take. */
  private give(
    schema: Cursor,
    before: string,
    giving: Giving,
    touch: Touch,
    inside: readonly string[],
  ): void {
    const own = pointerOf(schema.resolve());
    const alternatives = alternativesOf(schema);
    const alternative = alternatives[giving.variant % Math.max(1, alternatives.length)];
    if (inside.includes(own)) {
      this.lines.add(`${before}a<never>(),`, touch);
    } else if (alternative) {
      this.give(
        alternative,
        before,
        giving,
        { ...touch, pointers: [...touch.pointers, ...pointersOf(alternative)] },
        [...inside, own],
      );
    } else if (isObjectSchema(schema)) {
      this.lines.add(`${before}{`, touch);
      const fields = fieldsOf(schema).filter(({ required }) => required || giving.all);
      for (const field of fields)
        this.give(field.schema, `${propertyKey(field.name)}: `, giving, inner(touch, field), [
          ...inside,
          own,
        ]);
      const values = valuesOf(schema);
      if (values && fieldsOf(schema).length === 0)
        this.give(values, "any: ", giving, element(touch, "{}", values), [...inside, own]);
      this.lines.add("},", touch);
    } else {
      const items = itemsOf(schema);
      if (items) {
        this.lines.add(`${before}[`, touch);
        this.give(items, "", giving, element(touch, "[]", items), [...inside, own]);
        this.lines.add("],", touch);
      } else this.lines.add(`${before}a<${spell(schema, closed)}>(),`, touch);
    }
  }
}

function argumentsOf(operation: Operation, parent: Touch): Argument[] {
  const given: Argument[] = operation.parameters.map((parameter) => ({
    key: propertyKey(parameter.name),
    schema: parameter.schema,
    required: parameter.required,
    touch: {
      kind: "parameter",
      place: `${operation.id}(${parameter.name})`,
      pointers: [pointerOf(parameter.at), ...pointersOf(parameter.schema)],
      parent,
    },
  }));
  const { body } = operation;
  if (body) {
    const touch: Touch = {
      kind: "body",
      place: `${operation.id}(body)`,
      pointers: [pointerOf(body.at), ...pointersOf(body.schema)],
      parent,
    };
    given.push({ key: "body", schema: body.schema, required: body.required, touch });
  }
  return given;
}

function inner(parent: Touch, { name, schema, requiredAt }: Field): Touch {
  const pointers = [...pointersOf(schema), requiredAt];
  return { kind: "field", place: `${parent.place}.${propertyKey(name)}`, pointers, parent };
}

function element(parent: Touch, mark: string, schema: Cursor): Touch {
  return { kind: "field", place: `${parent.place}${mark}`, pointers: pointersOf(schema), parent };
}

/** As many calls as it takes to pass each alternative once. */
function variantsOf(schema: Cursor, inside: ReadonlySet<string> = new Set()): number {
  const own = pointerOf(schema.resolve());
  if (inside.has(own)) return 1;
  const within = new Set([...inside, own]);
  const parts = [
    ...alternativesOf(schema),
    ...fieldsOf(schema).map((field) => field.schema),
    ...[itemsOf(schema), valuesOf(schema)].flatMap((part) => part ?? []),
  ];
  return Math.max(
    alternativesOf(schema).length,
    ...parts.map((part) => variantsOf(part, within)),
    1,
  );
}

function unquoted(key: string): string {
  return key.startsWith('"') ? (JSON.parse(key) as string) : key;
}
