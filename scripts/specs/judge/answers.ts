import type { Cursor } from "../../generate/contract/cursor.js";
import { propertyKey } from "../../generate/view/example.js";
import { fieldsOf, itemsOf, pointersOf, valuesOf } from "./fields.js";
import { alternativesOf, isObjectSchema, literal, membersOf, nameOf, spell } from "./spelling.js";
import type { Spelling } from "./spelling.js";
import type { Lines, Touch } from "./touch.js";

/** A name is followed so often; after that its places are only held to be of its type. */
const mostWalks = 6;

/** A value that has come back. */
interface Value {
  readonly schema: Cursor;
  /** The variable that holds it. */
  readonly variable: string;
  readonly touch: Touch;
  /** The names of the schemas that it is inside of. */
  readonly inside: readonly string[];
}

/** Writes the lines that read answers: each field at each place, with the type it has. */
export class AnswerReader {
  readonly #walks = new Map<string, number>();

  constructor(
    private readonly lines: Lines,
    private readonly spelling: Spelling,
  ) {}

  /** Whether a named schema has been read, at whatever place. */
  hasRead(name: string): boolean {
    return this.#walks.has(name);
  }

  /**
   * @param expression what gives the value
   * @param orAbsent what else it may be: `undefined` for an optional field
   */
  read(
    expression: string,
    schema: Cursor,
    orAbsent: string,
    touch: Touch,
    inside: readonly string[] = [],
  ): void {
    const variable = this.lines.name("value");
    const type = `${spell(schema, this.spelling)}${orAbsent}`;
    // Null alone is nothing that could be gone.
    const isNothing = /^(?:null|undefined| \| )+$/.test(type);
    const check = /^object\b/.test(type) ? "record" : "held";
    const held = isNothing ? expression : `${check}(${expression})`;
    this.lines.add(`const ${variable} = ${held}; ${variable} satisfies ${type};`, touch);
    const enums = [schema, ...alternativesOf(schema)].filter((each) =>
      this.spelling.isOpen(each.resolve().object()),
    );
    for (const member of enums.flatMap(membersOf)) {
      this.lines.add(`${variable} === ${literal(member)};`, {
        ...touch,
        kind: "member",
        place: `${touch.place} ${literal(member)}`,
        parent: touch,
      });
    }
    this.follow({ schema, variable, touch, inside });
  }

  /** A schema by its exported name, at no place in particular. */
  readNamed(name: string, schema: Cursor): void {
    const touch: Touch = {
      kind: "field",
      place: name,
      pointers: pointersOf(schema),
      parent: undefined,
    };
    this.read(`a<$.${name}>()`, schema, "", touch);
    if (!this.#walks.has(name)) this.#walks.set(name, 1);
  }

  private follow(value: Value): void {
    const name = nameOf(value.schema);
    const walks = this.#walks.get(name ?? "") ?? 0;
    if (name !== undefined) {
      if (value.inside.includes(name)) return;
      if (walks >= mostWalks) {
        this.lines.add(`some(${value.variable}) satisfies $.${name};`, value.touch);
        return;
      }
      this.#walks.set(name, walks + 1);
    }
    const inside = name === undefined ? value.inside : [...value.inside, name];
    this.followParts({ ...value, inside });
  }

  private followParts(value: Value): void {
    const { schema, inside, touch } = value;
    const some = `some(${value.variable})`;
    for (const alternative of alternativesOf(schema)) {
      const name = nameOf(alternative);
      // By its name: one that is gone from the union is no break, and what it was stays what it was.
      if (name !== undefined && isObjectSchema(alternative) && !this.#walks.has(name))
        this.readNamed(name, alternative);
    }
    if (alternativesOf(schema).length > 0) return;
    for (const field of fieldsOf(schema)) {
      const key = propertyKey(field.name);
      const next = below(touch, key, field.schema, field.requiredAt);
      const access = key === field.name ? `.${key}` : `[${key}]`;
      this.read(
        `${some}${access}`,
        field.schema,
        field.required ? "" : " | undefined",
        next,
        inside,
      );
    }
    const values = valuesOf(schema);
    if (values && fieldsOf(schema).length === 0)
      this.read(`entry(${some})`, values, "", below(touch, "{}", values), inside);
    const items = itemsOf(schema);
    if (items) this.read(`item(${some})`, items, "", below(touch, "[]", items), inside);
  }
}

function below(parent: Touch, name: string, schema: Cursor, ...more: string[]): Touch {
  const joint = parent.kind === "result" ? ": " : /^[[{]/.test(name) ? "" : ".";
  return {
    kind: "field",
    place: `${parent.place}${joint}${name}`,
    pointers: [...pointersOf(schema), ...more],
    parent,
  };
}
