import type { JsonObject } from "../../common/json.js";
import type { Operation, Tag } from "../../generate/contract/service.js";
import { discriminators, referenceOf, responseSchemas } from "../../generate/contract/sides.js";
import { argumentsName } from "../../generate/view/arguments.js";
import { lowerFirst } from "../../generate/view/example.js";
import { isSuccess } from "../../generate/view/result.js";
import type { Cursor } from "../../generate/contract/cursor.js";
import {
  enumKinds,
  fieldsOf,
  type IsOpen,
  literal,
  pointerOf,
  pointersOf,
  spell,
  spellUnnamed,
} from "./spelling.js";
import { argumentsOf, sentSchemas } from "./sent.js";
import type { Surface } from "./surface.js";

/** A place of the contract that one line of its type tests uses. */
export interface Use {
  /** For a person: `Purchase.amount`. */
  readonly place: string;
  /** JSON pointers of the contract that the line depends on. */
  readonly pointers: readonly string[];
  /** If that use fails, this one fails too. */
  readonly parent: Use | undefined;
}

/** TypeScript that uses a contract's package through `./surface.js`. */
export interface TypeTests {
  readonly source: string;
  /** By line, from 1. */
  readonly uses: ReadonlyMap<number, Use>;
}

/** Only types: none of it runs. */
const PRELUDE = `declare function a<T>(): T;
type Keys<T> = T extends unknown ? keyof T : never;
type At<T, K extends Keys<NonNullable<T>>> = Value<NonNullable<T>, K>;
type Value<T, K> = T extends unknown ? (K extends keyof T ? Exclude<T[K], undefined> : never) : never;
type Refusal<T, S, M> = Value<Value<Value<Value<T, "responses">, S>, "content">, M>;
declare function present<T>(value: T, ...gone: [NonNullable<T>] extends [never] ? ["gone"] : []): T;`;

const closed: IsOpen = () => false;

/**
 * Writes code that uses a package as its users do: every operation and argument, the smallest object
 * of each schema that is sent, every field that is returned, and every exported type.
 * @param from the module that represents the package
 */
export function typeTestsOf(surface: Surface, from = "./surface.js"): TypeTests {
  return new TypeTestWriter(surface, from).write();
}

class TypeTestWriter {
  readonly #lines: string[];
  readonly #uses = new Map<number, Use>();
  readonly #isOpen: IsOpen;
  readonly #answered: ReadonlySet<JsonObject>;
  #names = 0;

  constructor(
    private readonly surface: Surface,
    from: string,
  ) {
    this.#lines = [`import type * as $ from ${literal(from)};`, ...PRELUDE.split("\n")];
    const closedEnums = discriminators(surface.contract);
    this.#answered = responseSchemas(surface.contract);
    this.#isOpen = (node) => this.#answered.has(node) && !closedEnums.has(node);
  }

  write(): TypeTests {
    const { service } = this.surface;
    const at = "/info/x-billkit-class";
    const client: Use = { place: service.className, pointers: [at], parent: undefined };
    this.#add(`declare const client: $.${service.className};`, client);
    for (const tag of service.tags)
      for (const operation of tag.operations) this.#useOperation(tag, operation, client);
    const sent = sentSchemas(this.surface);
    for (const schema of service.schemas) {
      const name = schema.key;
      const use: Use = { place: name, pointers: [pointerOf(schema)], parent: undefined };
      this.#add(`type ${this.#name()} = $.${name};`, use);
      if (this.#answered.has(schema.object())) this.#readSchema(name, schema, use);
      if (sent.has(name)) this.#sendSchema(name, schema, use);
    }
    return { source: `${this.#lines.join("\n")}\n`, uses: this.#uses };
  }

  #add(text: string, use: Use): void {
    this.#lines.push(text);
    this.#uses.set(this.#lines.length, use);
  }

  #name(): string {
    this.#names += 1;
    return `T${this.#names}`;
  }

  #useOperation(tag: Tag, operation: Operation, client: Use): void {
    const at = pointerOf(operation.at);
    const method = `client.${lowerFirst(tag.name)}.${operation.id}`;
    const requestAt = [`${at}/parameters`, `${at}/requestBody`];
    const use: Use = { place: operation.id, pointers: [at, ...requestAt], parent: client };
    const given = argumentsOf(operation);
    const type = `$.${argumentsName(operation)}`;
    this.#add(given.length === 0 ? `${method}();` : `${method}(a<${type}>());`, use);
    const required = given.filter((each) => each.isRequired).map(({ name }) => name);
    const least =
      required.length === 0 ? `${method}();` : `${method}(a<${anyFields(required)}>());`;
    const place = `${operation.id} with only the required arguments`;
    this.#add(least, { place, pointers: requestAt, parent: use });
    for (const { name, argument, pointers } of given) {
      const place = `${operation.id}(${name})`;
      this.#sendField(type, name, argument, { place, pointers, parent: use });
    }
    this.#useAddress(operation, use);
    const successes = operation.answers.filter(isSuccess);
    const schemas = successes.flatMap((each) => each.json?.schema ?? []);
    // An absent result isn't read.
    if (schemas.length === 0) return;
    const types = schemas.map((schema) => spell(schema, this.#isOpen));
    if (successes.some((each) => !each.json)) types.push("undefined");
    this.#add(
      `present(a<Awaited<ReturnType<typeof ${method}>>>()) satisfies ${types.join(" | ")};`,
      {
        place: `the result of ${operation.id}`,
        pointers: [`${at}/responses`, ...schemas.flatMap(pointersOf)],
        parent: use,
      },
    );
  }

  /** Where the raw client finds the operation, its parameters and its errors. */
  #useAddress({ method, path, answers, parameters }: Operation, parent: Use): void {
    const item = `At<$.paths[${literal(path)}], ${literal(method.toLowerCase())}>`;
    const place = `${method} ${path}`;
    const address: Use = { place, pointers: parent.pointers.slice(0, 2), parent };
    this.#add(`present(a<${item}>());`, address);
    for (const { status, json } of answers.filter((each) => !isSuccess(each))) {
      const name = json && referenceOf(json.schema.object());
      if (json === undefined || name === undefined) continue;
      const key = /^\d+$/.test(status) ? status : literal(status);
      // Errors aren't read by status, so removing one breaks nothing.
      this.#add(`a<Refusal<${item}, ${key}, ${literal(json.mediaType)}>>() satisfies $.${name};`, {
        place: `${status} of ${place}`,
        pointers: pointersOf(json.schema),
        parent: address,
      });
    }
    for (const { name, in: group, at } of parameters)
      this.#add(
        `type ${this.#name()} = At<At<At<${item}, "parameters">, ${literal(group)}>, ${literal(name)}>;`,
        { place: `${group} ${name} of ${place}`, pointers: [pointerOf(at)], parent: address },
      );
  }

  /** A value of the old type has to fit the field of the new one. */
  #sendField(type: string, name: string, field: string, use: Use): void {
    this.#add(`a<${field}>() satisfies At<${type}, ${literal(name)}>;`, use);
  }

  #sendSchema(name: string, schema: Cursor, use: Use): void {
    const fields = isUnion(schema) ? [] : fieldsOf(schema);
    if (fields.length === 0) {
      this.#add(`a<${spellUnnamed(schema, closed)}>() satisfies $.${name};`, use);
      return;
    }
    const required = fields.filter((field) => field.isRequired);
    this.#add(`a<${anyFields(required.map((field) => field.name))}>() satisfies $.${name};`, {
      place: `${name} with only the required fields`,
      pointers: [...use.pointers, ...required.flatMap(({ pointers }) => pointers.slice(-1))],
      parent: use,
    });
    for (const field of fields) {
      const type = spell(field.schema, closed);
      this.#sendField(`$.${name}`, field.name, type, fieldUse(name, field, use));
    }
  }

  #readSchema(name: string, schema: Cursor, use: Use): void {
    const fields = isUnion(schema) ? [] : fieldsOf(schema);
    if (fields.length === 0)
      this.#read(`a<$.${name}>()`, schema, spellUnnamed(schema, this.#isOpen), use);
    for (const field of fields) {
      const type = spell(field.schema, this.#isOpen);
      this.#read(
        `a<NonNullable<$.${name}>>()[${literal(field.name)}]`,
        field.schema,
        field.isRequired ? type : `${type} | undefined`,
        fieldUse(name, field, use),
      );
    }
  }

  #read(expression: string, schema: Cursor, type: string, use: Use): void {
    const isNothing = /^(?:null|undefined| \| )+$/.test(type);
    this.#add(`${isNothing ? expression : `present(${expression})`} satisfies ${type};`, use);
    for (const kinds of enumKinds(schema, this.#isOpen))
      this.#add(`${expression} === a<${kinds}>();`, use);
  }
}

function fieldUse(
  owner: string,
  field: { name: string; pointers: readonly string[] },
  parent: Use,
) {
  return { place: `${owner}.${field.name}`, pointers: field.pointers, parent };
}

function anyFields(names: readonly string[]): string {
  return `{ ${names.map((name) => `${literal(name)}: any`).join("; ")} }`;
}

function isUnion(schema: Cursor): boolean {
  const resolved = schema.resolve();
  return resolved.find("oneOf") !== undefined || resolved.find("anyOf") !== undefined;
}
