import { isSuccess } from "../../generate/view/result.js";
import { discriminators, responseSchemas } from "../../generate/contract/sides.js";
import type { Operation, Tag } from "../../generate/contract/service.js";
import { lowerFirst } from "../../generate/view/example.js";
import { AnswerReader } from "./answers.js";
import { pointerOf, pointersOf } from "./fields.js";
import { Caller } from "./requests.js";
import { nameOf, type Spelling } from "./spelling.js";
import type { Surface } from "./surface.js";
import { Lines, type Touch, type TypeTests } from "./touch.js";

/** What the tests say with; each is a type alone, for nothing of them runs. */
const prelude = `declare function a<T>(): T;
declare function some<T>(value: T): NonNullable<T>;
declare function held<T>(value: T, ...gone: [NonNullable<T>] extends [never] ? ["gone"] : []): T;
declare function record<T>(value: T, ...gone: [NonNullable<T>] extends [readonly unknown[]] ? ["gone"] : []): T;
declare function item<T>(list: readonly T[]): T;
declare function entry<T>(map: T): Entry<T>;
type Entry<T> = [T[keyof T & string]] extends [never] ? any : T[keyof T & string];
type Keys<T> = T extends unknown ? keyof T : never;
type At<T, K extends Keys<NonNullable<T>>> = Value<NonNullable<T>, K>;
type Refusal<T, S, M> = Value<Value<Value<Value<T, "responses">, S>, "content">, M>;
type Value<T, K> = T extends unknown ? (K extends keyof T ? Exclude<T[K], undefined> : never) : never;
type Item<T> = NonNullable<T> extends readonly (infer E)[] ? E : never;
`;

/**
 * TypeScript that uses a contract's package as users do: every operation with all arguments and with
 * the required ones, every parameter, every field that comes back at each place, every enum member
 * and every exported type.
 * @param from The module that stands for the package.
 */
export function typeTestsOf({ contract, service }: Surface, from = "./surface.js"): TypeTests {
  const lines = new Lines();
  lines.note(`import type * as $ from ${JSON.stringify(from)};`);
  for (const line of prelude.trimEnd().split("\n")) lines.note(line);
  const client: Touch = {
    kind: "type",
    place: service.className,
    pointers: ["/info/x-billkit-class"],
    parent: undefined,
  };
  lines.add(`declare const client: $.${service.className};`, client);
  const answered = responseSchemas(contract);
  const closed = discriminators(contract);
  const spelling: Spelling = {
    isOpen: (node) => answered.has(node) && !closed.has(node),
    object: (schema) => {
      const name = nameOf(schema);
      return name === undefined ? "object" : `$.${name}`;
    },
    list: "readonly unknown[]",
  };
  const reader = new AnswerReader(lines, spelling);
  for (const tag of service.tags) {
    for (const operation of tag.operations) use(lines, reader, tag, operation, client);
  }
  for (const schema of service.schemas) {
    const pointers = [pointerOf(schema)];
    const touch: Touch = { kind: "type", place: schema.key, pointers, parent: undefined };
    lines.add(`type ${lines.name("Name")} = $.${schema.key};`, touch);
    if (answered.has(schema.object()) && !reader.hasRead(schema.key))
      reader.readNamed(schema.key, schema);
  }
  return lines.done();
}

function use(
  lines: Lines,
  reader: AnswerReader,
  tag: Tag,
  operation: Operation,
  client: Touch,
): void {
  const at = pointerOf(operation.at);
  const method = `client.${lowerFirst(tag.name)}.${operation.id}`;
  const touch: Touch = {
    kind: "operation",
    place: operation.id,
    pointers: [at, `${at}/parameters`, `${at}/requestBody`],
    parent: client,
  };
  new Caller(lines).call(operation, method, touch);
  addresses(lines, operation, touch);
  const successes = operation.answers.filter(isSuccess);
  const answer: Touch = {
    kind: "result",
    place: operation.id,
    pointers: [
      `${at}/responses`,
      ...successes.flatMap((each) => (each.json ? pointersOf(each.json.schema) : [])),
    ],
    parent: touch,
  };
  const result = `a<Awaited<ReturnType<typeof ${method}>>>()`;
  const [first, second] = successes.flatMap((each) => each.json?.schema ?? []);
  const orNothing = successes.some((each) => each.json === undefined) ? " | undefined" : "";
  // Nothing reads a result that is not there; several kinds a user tells apart first.
  if (!first || second) lines.add(`${result};`, answer);
  else reader.read(result, first, orNothing, answer);
}

/** Where the raw client finds the operation and each of its parameters. */
function addresses(lines: Lines, operation: Operation, parent: Touch): void {
  const method = operation.method.toLowerCase();
  const at = `$.paths[${JSON.stringify(operation.path)}]`;
  const address: Touch = {
    kind: "address",
    place: `${operation.method} ${operation.path}`,
    // The names of the path's parameters are part of it.
    pointers: parent.pointers.slice(0, 2),
    parent,
  };
  lines.add(`held(a<At<${at}, "${method}">>());`, address);
  for (const answer of operation.answers.filter((each) => !isSuccess(each))) {
    const schema = answer.json?.schema;
    const name = schema && nameOf(schema);
    if (!answer.json || !schema || name === undefined) continue;
    const status = /^\d+$/.test(answer.status) ? answer.status : JSON.stringify(answer.status);
    // An answer that is gone, or is of another media type, breaks nothing: a user meets it as text.
    lines.add(
      `a<Refusal<At<${at}, "${method}">, ${status}, ${JSON.stringify(answer.json.mediaType)}>>() satisfies $.${name};`,
      {
        kind: "result",
        place: `${answer.status} of ${address.place}`,
        pointers: pointersOf(schema),
        parent: address,
      },
    );
  }
  for (const parameter of operation.parameters) {
    const group = `At<At<At<${at}, "${method}">, "parameters">, "${parameter.in}">`;
    lines.add(`type ${lines.name("Place")} = At<${group}, ${JSON.stringify(parameter.name)}>;`, {
      kind: "address",
      place: `${parameter.in} ${parameter.name} of ${address.place}`,
      pointers: [pointerOf(parameter.at)],
      parent: address,
    });
  }
}
