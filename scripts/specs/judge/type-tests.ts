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
import { enumKinds, fieldsOf, type IsOpen, pointerOf, pointersOf } from "./fields.js";
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

/** A line of TypeScript, and what it uses; undefined for a declaration. */
type Line = readonly [text: string, use?: Use];

/**
 * Writes code that uses a package as its users do: every operation and argument, the smallest object
 * of each schema that is sent, every field that is returned, and every exported type.
 * @param from the module that represents the package
 * @returns TypeScript, and its uses by line, from 1
 */
export function typeTestsOf(surface: Surface, from = "./surface.js") {
  const lines = [`import type * as $ from ${literal(from)};`, ...PRELUDE.split("\n")];
  const uses = new Map<number, Use>();
  for (const [text, use] of testsOf(surface)) {
    lines.push(text);
    if (use) uses.set(lines.length, use);
  }
  return { source: `${lines.join("\n")}\n`, uses };
}

function* testsOf({ contract, service, source }: Surface): Generator<Line> {
  const schemas = service.schemas.map((schema) => ({
    schema,
    use: { place: schema.key, pointers: [pointerOf(schema)], parent: undefined },
  }));
  const own = source.replace(/^(export interface) components\b/m, "$1 Declared");
  for (const line of ["declare namespace Old {", ...own.split("\n")]) yield [line];
  // The names of schemas lead to the new package: each is tested by itself, so that a change shows
  // once and recursion needs no limit.
  yield ["export interface components { schemas: {"];
  for (const { use } of schemas) yield [`${literal(use.place)}: $.${use.place};`, use];
  yield ["} } }"];
  const at = "/info/x-billkit-class";
  const client: Use = { place: service.className, pointers: [at], parent: undefined };
  yield [`declare const client: $.${service.className};`, client];
  for (const tag of service.tags)
    for (const operation of tag.operations) yield* operationTests(tag, operation, client);
  const given = service.tags.flatMap((tag) => tag.operations).flatMap(argumentsOf);
  const roots = given.map(({ schema }) => schema.object());
  const sent = reach(roots, schemasOf(contract));
  const answered = responseSchemas(contract);
  const closed = discriminators(contract);
  const isOpen: IsOpen = (node) => answered.has(node) && !closed.has(node);
  for (const { schema, use } of schemas) {
    if (answered.has(schema.object())) yield* readTests(schema, use, isOpen);
    if (sent.has(schema.key)) yield* sendTests(schema, use);
  }
}

function* operationTests(tag: Tag, operation: Operation, client: Use): Generator<Line> {
  const at = pointerOf(operation.at);
  const method = `client.${lowerFirst(tag.name)}.${operation.id}`;
  const requestAt = [`${at}/parameters`, `${at}/requestBody`];
  const use: Use = { place: operation.id, pointers: [at, ...requestAt], parent: client };
  const type = argumentsName(operation);
  yield [hasArguments(operation) ? `${method}(a<$.${type}>());` : `${method}();`, use];
  const given = argumentsOf(operation);
  const required = given.filter((each) => each.isRequired).map(({ name }) => name);
  const least = required.length === 0 ? "" : `a<${anyFields(required)}>()`;
  const place = `${operation.id} with only the required arguments`;
  yield [`${method}(${least});`, { place, pointers: requestAt, parent: use }];
  for (const { name, pointers } of given) {
    const argument: Use = { place: `${operation.id}(${name})`, pointers, parent: use };
    yield sendTest(`Old.${type}`, `$.${type}`, name, argument);
  }
  yield* addressTests(operation, use);
  const successes = operation.answers.filter(isSuccess);
  const schemas = successes.flatMap((each) => each.json?.schema ?? []);
  // An absent result isn't read.
  if (schemas.length === 0) return;
  const result = (of: string): string => `Awaited<ReturnType<${of}>>`;
  const old = result(`Old.${tag.name}Api[${literal(operation.id)}]`);
  yield [
    `present<${old}>()(a<${result(`typeof ${method}`)}>()) satisfies ${old};`,
    {
      place: `the result of ${operation.id}`,
      pointers: [`${at}/responses`, ...schemas.flatMap(pointersOf)],
      parent: use,
    },
  ];
}

/** Where the raw client finds the operation, its parameters and its errors. */
function* addressTests(operation: Operation, parent: Use): Generator<Line> {
  const { method, path, answers, parameters } = operation;
  const item = `At<$.paths[${literal(path)}], ${literal(method.toLowerCase())}>`;
  const place = `${method} ${path}`;
  const address: Use = { place, pointers: parent.pointers.slice(0, 2), parent };
  yield [`present<unknown>()(a<${item}>());`, address];
  for (const { status, json } of answers.filter((each) => !isSuccess(each))) {
    const name = json && referenceOf(json.schema.object());
    if (json === undefined || name === undefined) continue;
    const key = /^\d+$/.test(status) ? status : literal(status);
    const use = {
      place: `${status} of ${place}`,
      pointers: pointersOf(json.schema),
      parent: address,
    };
    // Errors aren't read by status, so removing one breaks nothing.
    const error = `Refusal<${item}, ${key}, ${literal(json.mediaType)}>`;
    yield [`a<${error}>() satisfies $.${name};`, use];
  }
  for (const { name, in: group, at } of parameters)
    yield [
      `a<At<At<At<${item}, "parameters">, ${literal(group)}>, ${literal(name)}>>();`,
      { place: `${group} ${name} of ${place}`, pointers: [pointerOf(at)], parent: address },
    ];
}

/** A value of the old type has to fit the field of the new one. */
function sendTest(old: string, now: string, name: string, use: Use): Line {
  const key = literal(name);
  return [`a<At<${old}, ${key}>>() satisfies At<${now}, ${key}>;`, use];
}

function* sendTests(schema: Cursor, use: Use): Generator<Line> {
  const fields = fieldsOf(schema);
  const [old, now] = typesOf(schema);
  const required = fields.filter((field) => field.isRequired);
  const least = anyFields(required.map((field) => field.name));
  if (fields.length === 0) yield [`a<${old}>() satisfies ${now};`, use];
  else
    yield [
      `a<${least}>() satisfies ${now};`,
      {
        place: `${use.place} with only the required fields`,
        pointers: [...use.pointers, ...required.flatMap(({ pointers }) => pointers.slice(-1))],
        parent: use,
      },
    ];
  for (const field of fields) yield sendTest(old, now, field.name, fieldUse(field, use));
}

function* readTests(schema: Cursor, use: Use, isOpen: IsOpen): Generator<Line> {
  const fields = fieldsOf(schema);
  const [old, now] = typesOf(schema);
  const read = fields.map((field) => {
    const key = literal(field.name);
    const [type, value] = [`NonNullable<${old}>[${key}]`, `a<NonNullable<${now}>>()[${key}]`];
    return { type, value, at: field.schema, use: fieldUse(field, use) };
  });
  if (fields.length === 0) read.push({ type: old, value: `a<${now}>()`, at: schema, use });
  for (const { type, value, at, use: each } of read) {
    yield [`present<${type}>()(${value}) satisfies ${type};`, each];
    for (const kinds of enumKinds(at, isOpen)) yield [`${value} === a<${kinds}>();`, each];
  }
}

function fieldUse({ name, pointers }: { name: string; pointers: string[] }, parent: Use): Use {
  return { place: `${parent.place}.${name}`, pointers, parent };
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
