import type { JsonObject } from "../../common/json.js";
import { schemasOf } from "../../generate/contract/normalize.js";
import type { Operation, Tag } from "../../generate/contract/service.js";
import {
  discriminators,
  reach,
  referenceOf,
  responseSchemas,
} from "../../generate/contract/sides.js";
import { argumentsName, hasArguments } from "../../generate/view/arguments.js";
import { lowerFirst } from "../../generate/view/example.js";
import { isSuccess } from "../../generate/view/result.js";
import type { Cursor } from "../../generate/contract/cursor.js";
import { enumKinds, fieldsOf, pointerOf, pointersOf } from "./fields.js";
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

/** Only types: none of it runs. `present` rejects a value that has become null or undefined alone. */
const PRELUDE = `declare function a<T>(): T;
type Keys<T> = T extends unknown ? keyof T : never;
type At<T, K extends Keys<NonNullable<T>>> = Value<NonNullable<T>, K>;
type Value<T, K> = T extends unknown ? (K extends keyof T ? Exclude<T[K], undefined> : never) : never;
type Refusal<T, S, M> = Value<Value<Value<Value<T, "responses">, S>, "content">, M>;
type IsNothing<T> = [NonNullable<T>] extends [never] ? true : false;
declare function present<Old>(): <T>(
  value: T,
  ...gone: IsNothing<T> extends IsNothing<Old> | false ? [] : ["gone"]
) => T;`;

/**
 * Writes code that uses a package as its users do: every operation and argument, the smallest object
 * of each schema that is sent, every field that is returned, and every exported type.
 * @param from the module that represents the package
 */
export function typeTestsOf(surface: Surface, from = "./surface.js") {
  return new TypeTestWriter(surface, from).write();
}

class TypeTestWriter {
  readonly #lines: string[];
  readonly #uses = new Map<number, Use>();
  readonly #isOpen: (node: JsonObject) => boolean;
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

  write() {
    const { service, contract } = this.surface;
    const schemas = service.schemas.map((schema) => ({
      schema,
      use: { place: schema.key, pointers: [pointerOf(schema)], parent: undefined },
    }));
    this.#declareOld(schemas.map(({ use }) => use));
    const at = "/info/x-billkit-class";
    const client: Use = { place: service.className, pointers: [at], parent: undefined };
    this.#add(`declare const client: $.${service.className};`, client);
    const operations = service.tags.flatMap((tag) => tag.operations);
    for (const tag of service.tags)
      for (const operation of tag.operations) this.#useOperation(tag, operation, client);
    const given = operations.flatMap((each) => argumentsOf(each));
    const sent = reach(
      given.map(({ schema }) => schema.object()),
      schemasOf(contract),
    );
    for (const { schema, use } of schemas) {
      if (this.#answered.has(schema.object())) this.#readSchema(schema, use);
      if (sent.has(schema.key)) this.#sendSchema(schema, use);
    }
    /** The uses by line, from 1. */
    const uses: ReadonlyMap<number, Use> = this.#uses;
    return { source: `${this.#lines.join("\n")}\n`, uses };
  }

  /**
   * Declares the old package's own types, in which the names of schemas lead to the new package: each
   * schema is tested by itself, so that a change shows once and recursion needs no limit.
   */
  #declareOld(schemas: readonly Use[]): void {
    const own = this.surface.source.replace(/^(export interface) components\b/m, "$1 Declared");
    this.#lines.push("declare namespace Old {", ...own.split("\n"));
    this.#lines.push("export interface components { schemas: {");
    for (const use of schemas) this.#add(`${literal(use.place)}: $.${use.place};`, use);
    this.#lines.push("} } }");
  }

  #add(text: string, use: Use): void {
    this.#lines.push(text);
    this.#uses.set(this.#lines.length, use);
  }

  #useOperation(tag: Tag, operation: Operation, client: Use): void {
    const at = pointerOf(operation.at);
    const method = `client.${lowerFirst(tag.name)}.${operation.id}`;
    const requestAt = [`${at}/parameters`, `${at}/requestBody`];
    const use: Use = { place: operation.id, pointers: [at, ...requestAt], parent: client };
    const type = argumentsName(operation);
    this.#add(hasArguments(operation) ? `${method}(a<$.${type}>());` : `${method}();`, use);
    const given = argumentsOf(operation);
    const required = given.filter((each) => each.isRequired).map(({ name }) => name);
    const least =
      required.length === 0 ? `${method}();` : `${method}(a<${anyFields(required)}>());`;
    const place = `${operation.id} with only the required arguments`;
    this.#add(least, { place, pointers: requestAt, parent: use });
    for (const { name, pointers } of given) {
      const place = `${operation.id}(${name})`;
      this.#sendField(`Old.${type}`, `$.${type}`, name, { place, pointers, parent: use });
    }
    this.#useAddress(operation, use);
    const successes = operation.answers.filter(isSuccess);
    const schemas = successes.flatMap((each) => each.json?.schema ?? []);
    // An absent result isn't read.
    if (schemas.length === 0) return;
    const result = (of: string): string => `Awaited<ReturnType<${of}>>`;
    const old = result(`Old.${tag.name}Api[${literal(operation.id)}]`);
    this.#add(`present<${old}>()(a<${result(`typeof ${method}`)}>()) satisfies ${old};`, {
      place: `the result of ${operation.id}`,
      pointers: [`${at}/responses`, ...schemas.flatMap(pointersOf)],
      parent: use,
    });
  }

  /** Where the raw client finds the operation, its parameters and its errors. */
  #useAddress({ method, path, answers, parameters }: Operation, parent: Use): void {
    const item = `At<$.paths[${literal(path)}], ${literal(method.toLowerCase())}>`;
    const place = `${method} ${path}`;
    const address: Use = { place, pointers: parent.pointers.slice(0, 2), parent };
    this.#add(`present<unknown>()(a<${item}>());`, address);
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
    for (const { name, in: group, at } of parameters) {
      const type = `At<At<At<${item}, "parameters">, ${literal(group)}>, ${literal(name)}>`;
      this.#names += 1;
      this.#add(`type T${this.#names} = ${type};`, {
        place: `${group} ${name} of ${place}`,
        pointers: [pointerOf(at)],
        parent: address,
      });
    }
  }

  /** A value of the old type has to fit the field of the new one. */
  #sendField(old: string, now: string, name: string, use: Use): void {
    const key = literal(name);
    this.#add(`a<At<${old}, ${key}>>() satisfies At<${now}, ${key}>;`, use);
  }

  #sendSchema(schema: Cursor, use: Use): void {
    const fields = fieldsOf(schema);
    const [old, now] = typesOf(schema);
    if (fields.length === 0) this.#add(`a<${old}>() satisfies ${now};`, use);
    const required = fields.filter((field) => field.isRequired);
    const least = anyFields(required.map((field) => field.name));
    if (fields.length > 0)
      this.#add(`a<${least}>() satisfies ${now};`, {
        place: `${use.place} with only the required fields`,
        pointers: [...use.pointers, ...required.flatMap(({ pointers }) => pointers.slice(-1))],
        parent: use,
      });
    for (const { name, pointers } of fields)
      this.#sendField(old, now, name, { place: `${use.place}.${name}`, pointers, parent: use });
  }

  #readSchema(schema: Cursor, use: Use): void {
    const fields = fieldsOf(schema);
    const [old, now] = typesOf(schema);
    if (fields.length === 0) this.#read(`a<${now}>()`, schema, old, use);
    for (const { name, schema: at, pointers } of fields) {
      const key = literal(name);
      const field = { place: `${use.place}.${name}`, pointers, parent: use };
      this.#read(`a<NonNullable<${now}>>()[${key}]`, at, `NonNullable<${old}>[${key}]`, field);
    }
  }

  #read(expression: string, schema: Cursor, type: string, use: Use): void {
    this.#add(`present<${type}>()(${expression}) satisfies ${type};`, use);
    for (const kinds of enumKinds(schema, this.#isOpen))
      this.#add(`${expression} === a<${kinds}>();`, use);
  }
}

/** A named schema's type as the old package declares it, and in the new package. */
function typesOf({ key }: Cursor): [old: string, now: string] {
  return [`Old.Declared["schemas"][${literal(key)}]`, `$.${key}`];
}

function argumentsOf({ parameters, body }: Operation) {
  const given = body ? [...parameters, { ...body, name: "body" }] : parameters;
  return given.map(({ name, schema, required: isRequired, at }) => ({
    ...{ name, schema, isRequired },
    pointers: [pointerOf(at), ...pointersOf(schema)],
  }));
}

function anyFields(names: readonly string[]): string {
  return `{ ${names.map((name) => `${literal(name)}: any`).join("; ")} }`;
}

function literal(value: string): string {
  return JSON.stringify(value);
}
