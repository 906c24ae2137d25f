import { methods, type Contract } from "./contract.js";
import { dig, isObject, text, type Json, type JsonObject } from "./json.js";
import type { Answer } from "./message.js";
import { declaredRefusal } from "./declared-refusal.js";
import { attempts, Samples } from "./sample.js";
import { Schemas } from "./schemas.js";
import { Seeded } from "./seeded.js";
import { Slot } from "./slot.js";
import type { Handler, Opening, VendorAccess, VendorService } from "./vendor.js";

/** How to reach any vendor's sandbox. */
export interface ContractAccess extends VendorAccess {
  /** What the client takes as `credential`. */
  readonly credential: string;
  /** By operationId, what each operation can be called with: its required arguments, and its body. */
  readonly arguments: Readonly<Record<string, JsonObject>>;
}

/** What a vendor that is served from its contract alone knows. */
export interface ContractState {
  /** The good ones, of which the first is handed out. */
  credentials: string[];
}

const stateSchema = {
  type: "object",
  additionalProperties: false,
  required: ["credentials"],
  properties: {
    credentials: { type: "array", minItems: 1, items: { type: "string", pattern: "^[!-~]+$" } },
  },
};

const readState = new Schemas().reader<ContractState>(stateSchema);

/**
 * A vendor without behaviour of its own: every operation answers data made from its schemas, which
 * hold by the contract and mean nothing.
 * @throws Error naming the operation for which no valid data are found.
 */
export function openContractVendor(
  name: string,
  contract: Contract,
  { document, world, given, at }: Opening,
): VendorService<ContractAccess> {
  const operations: Record<string, Handler> = {};
  const access: Record<string, JsonObject> = {};
  const samples = (attempt: number) =>
    new Samples(document, `${world.seed} ${name} ${attempt}`, world.clock);
  for (const { path, item, operation, operationId } of operationsOf(document)) {
    const parameters = [...list(dig(item, "parameters")), ...list(dig(operation, "parameters"))];
    const body = dig(operation, "requestBody");
    access[operationId] = argumentsOf(parameters.map(resolved), resolved(body), samples(0));
    operations[operationId] = ({ address }) => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const answer = answerOf(
          dig(operation, "responses"),
          `${path} ${address}`,
          samples(attempt),
        );
        if (answer && contract.accepts(operationId, answer)) return answer;
      }
      throw new Error(`${operationId}: no data are found that its contract allows.`);
    };
  }

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

  const isBasic = contract.credential?.prefix.trim().toLowerCase() === "basic";
  const slot = new Slot<ContractState>(
    {
      read: readState,
      make: ({ seed }) => {
        const token = new Seeded(seed, name, "credential").hex(32);
        return { credentials: [isBasic ? btoa(`sandbox:${token}`) : token] };
      },
      check: () => undefined,
      advance: () => undefined,
    },
    world,
    at,
    given,
  );
  const permissions = operationsOf(document).flatMap(({ operation }) =>
    list(dig(operation, "x-billkit-permissions")).map(String),
  );
  const credential = () => slot.state.credentials[0] ?? "";
  return {
    name,
    slot,
    operations,
    routes: {},
    actions: {},
    faultKinds: {},
    errorForms: {
      json: (status, requestId, operationId) => {
        const refusal = { kind: "broken", message: `Status ${status}` } as const;
        const refused = { document, contract, samples, operationId };
        return declaredRefusal(refused, refusal, requestId, status);
      },
    },
    permissionsOf: (token) => (slot.state.credentials.includes(token) ? permissions : undefined),
    refuse: (refusal, requestId, operationId) =>
      declaredRefusal({ document, contract, samples, operationId }, refusal, requestId),
    access: (baseUrl) => ({ baseUrl, credential: credential(), arguments: access }),
    environment: (origin) => {
      const constant = name.toUpperCase().replaceAll("-", "_");
      const variable = contract.credential?.environment ?? `${constant}_CREDENTIAL`;
      return { [variable]: credential(), [`${constant}_BASE_URL`]: origin };
    },
  };
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
    // One place a name: what is the same argument has the same value in every operation.
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
