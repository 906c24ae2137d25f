import { methods, type Contract } from "./contract.js";
import { dig, isObject, text, type Json, type JsonObject } from "./json.js";
import type { Answer } from "./message.js";
import { attempts, Samples } from "./sample.js";
import { samplePages } from "./sample-pages.js";
import type { Handler, World } from "./vendor.js";

/** A contract's operations, with responses generated from their schemas. */
export interface ContractSamples {
  readonly operations: Readonly<Record<string, Handler>>;
  /** The required arguments and the body, by operationId. */
  readonly arguments: Readonly<Record<string, JsonObject>>;
  readonly samples: (attempt: number) => Samples;
  /** Arguments for all operations. */
  readonly permissions: readonly string[];
}

/** @throws Error from a handler if it finds no valid data; it names the operation */
export function contractSamples(
  name: string,
  contract: Contract,
  document: JsonObject,
  world: World,
): ContractSamples {
  const operations: Record<string, Handler> = {};
  const known: Record<string, JsonObject> = {};
  const samples = (attempt: number) =>
    new Samples(document, `${world.seed} ${name} ${attempt}`, world.clock);
  for (const { path, item, operation, operationId } of operationsOf(document)) {
    const parameters = [...list(dig(item, "parameters")), ...list(dig(operation, "parameters"))];
    const body = dig(operation, "requestBody");
    known[operationId] = argumentsOf(parameters.map(resolved), resolved(body), samples(0));
    const continued = samplePages(operation, parameters.map(resolved));
    operations[operationId] = (call) => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const answer = answerOf(
          dig(operation, "responses"),
          `${path} ${call.address}`,
          samples(attempt),
        );
        if (!answer || !contract.accepts(operationId, answer)) continue;
        if (!continued || !("json" in answer)) return answer;
        const page = { ...answer, json: continued(answer.json, call) };
        return contract.accepts(operationId, page) ? page : answer;
      }
      throw new Error(`${operationId}: found no data that the contract allows.`);
    };
  }
  const permissions = operationsOf(document).flatMap(({ operation }) =>
    list(dig(operation, "x-billkit-permissions")).map(String),
  );
  return { operations, arguments: known, samples, permissions };

  function resolved(value: unknown): unknown {
    const reference = text(value, "$ref");
    return reference === undefined
      ? value
      : dig(document, ...reference.replace("#/", "").split("/"));
  }

  function answerOf(responses: unknown, place: string, made: Samples): Answer | undefined {
    const [status, response] =
      Object.entries(isObject(responses) ? responses : {}).find(([each]) => each.startsWith("2")) ??
      [];
    if (status === undefined) return undefined;
    const code = Number(status.replace("XX", "00"));
    const content = dig(resolved(response), "content");
    const [mediaType] = Object.keys(isObject(content) ? content : {});
    if (mediaType === undefined) return { status: code, text: "" };
    const value = made.of(dig(content, mediaType, "schema"), place);
    if (value === undefined) return undefined;
    const headers = { "content-type": mediaType };
    return mediaType.includes("json")
      ? { status: code, json: value, headers }
      : { status: code, text: typeof value === "string" ? value : JSON.stringify(value), headers };
  }
}

function operationsOf(document: JsonObject) {
  const paths = dig(document, "paths");
  return Object.entries(isObject(paths) ? paths : {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = dig(item, method);
      const operationId = text(operation, "operationId");
      return operationId === undefined ? [] : [{ path, item, operation, operationId }];
    }),
  );
}

function argumentsOf(parameters: readonly unknown[], body: unknown, samples: Samples): JsonObject {
  const given: [string, Json][] = [];
  for (const parameter of parameters) {
    const name = text(parameter, "name");
    if (name === undefined || dig(parameter, "required") !== true) continue;
    // Keyed by name only, so that an argument has the same value in every operation.
    const value = samples.of(dig(parameter, "schema"), name);
    if (value !== undefined) given.push([name, value]);
  }
  const content = dig(body, "content");
  const [mediaType = ""] = Object.keys(isObject(content) ? content : {});
  const value = samples.of(dig(content, mediaType, "schema") ?? false, "body");
  if (mediaType !== "" && value !== undefined) given.push(["body", value]);
  return Object.fromEntries(given);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
