import { contractSamples } from "./contract-samples.js";
import type { Contract } from "./contract.js";
import { credentialVariables, type CredentialPlacement } from "./credentials.js";
import { declaredRefusal, type ErrorBody } from "./declared-refusal.js";
import type { JsonObject } from "./json.js";
import type { Answer } from "./message.js";
import type { Refusal } from "./refusal.js";
import { reportTraits } from "./report-traits.js";
import { ContractReports, reportFields, type StartedReport } from "./reports.js";
import { Schemas } from "./schemas.js";
import { Seeded } from "./seeded.js";
import { Slot } from "./slot.js";
import type { Call, Handler, Opening, VendorAccess, VendorService, World } from "./vendor.js";

/** How to reach any vendor's sandbox. */
export interface ContractAccess extends VendorAccess {
  /** The client's `credential`; several credentials are joined with spaces. */
  readonly credential: string;
  /** Each credential by the client's option. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Valid arguments by operationId: the required ones and the body. */
  readonly arguments: Readonly<Record<string, JsonObject>>;
}

/** The state of a vendor that is served from its contract alone. */
export interface ContractState {
  /** The valid credentials; the handle has the first one. */
  credentials: string[];
  /** Started reports, if the contract declares any. */
  reports?: StartedReport[];
}

/** The bills of a vendor that is otherwise served from its contract. */
export interface VendorData<State, Extra> {
  /** JSON Schemas of the state's fields, all required; `contract#/…` is the vendor's contract. */
  readonly fields: JsonObject;
  make(world: World): State;
  /** The part of a Basic credential before its colon. */
  readonly userName?: (state: State) => string;
  /** A response, or the status of an error, by operationId. */
  readonly operations: Readonly<
    Record<string, (call: Call, state: State, world: World) => Answer | number>
  >;
  /** Valid arguments by operationId. */
  arguments(state: State, world: World): Readonly<Record<string, JsonObject>>;
  /** What the handle has in addition to address and credential. */
  access(state: State, credentials: Readonly<Record<string, string>>): Extra;
  /** See VendorService. */
  readonly normalizeQuery?: (query: string) => string;
  /** Environment variables in addition to those of address and credential. */
  readonly environment?: (state: State) => Readonly<Record<string, string>>;
}

const credentialFields = {
  credentials: {
    type: "array",
    minItems: 1,
    items: { type: "string", pattern: "^[!-~]+( [!-~]+)*$" },
  },
};

/**
 * A vendor that is served from its contract. Without `data`, every operation returns valid but
 * meaningless data generated from its schemas, as does every error without `errorBody`.
 * @throws Error if it finds no valid data; it names the operation
 */
export function openContractVendor<State extends object, Extra extends object>(
  name: string,
  contract: Contract,
  { document, world, given, at }: Opening,
  data?: VendorData<State, Extra>,
  errorBody?: ErrorBody,
): VendorService<ContractAccess & Extra> {
  const made = contractSamples(name, contract, document, world);
  const placements = contract.traits.credentials;
  const traits = reportTraits(document);
  const required = Object.keys({ ...credentialFields, ...data?.fields });
  const fields: JsonObject = {
    ...credentialFields,
    ...data?.fields,
    ...(traits.length > 0 && reportFields),
  };
  const read = Schemas.of(document).reader<ContractState & State>({
    type: "object",
    additionalProperties: false,
    required,
    properties: fields,
  });
  const slot = new Slot<ContractState & State>(
    {
      read,
      make: (from) => {
        const state = (data?.make(from) ?? {}) as State;
        const userName = data?.userName?.(state) ?? "sandbox";
        return { credentials: [makeCredential(name, from.seed, placements, userName)], ...state };
      },
      check: () => undefined,
      advance: () => undefined,
    },
    world,
    at,
    given,
  );
  const refused = { document, contract, samples: made.samples, errorBody };
  const statusAnswer = (status: number, requestId: string, operationId?: string): Answer => {
    const refusal = { kind: "broken", message: `Status ${status}` } as const;
    return declaredRefusal({ ...refused, operationId }, refusal, requestId, status);
  };
  const reports = new ContractReports({
    name,
    world,
    traits,
    samples: made.operations,
    known: made.arguments,
    credentialHeaders: placements.flatMap((each) => (each.in === "header" ? [each.name] : [])),
    reports: () => (slot.state.reports ??= []),
    missing: ({ address, requestId }, operationId, status) => {
      const refusal = { kind: "no-such-path", path: address } as const;
      return declaredRefusal({ ...refused, operationId }, refusal, requestId, status);
    },
  });
  const handlers = Object.entries(data?.operations ?? {}).map(([id, handle]): [string, Handler] => [
    id,
    (call) => {
      const answer = handle(call, slot.state, world);
      if (typeof answer !== "number") return answer;
      const refusal: Refusal =
        answer === 404
          ? { kind: "no-such-path", path: call.address }
          : { kind: "bad-request", message: "The request is invalid." };
      return declaredRefusal({ ...refused, operationId: id }, refusal, call.requestId, answer);
    },
  ]);
  const credential = () => slot.state.credentials[0] ?? "";
  const credentials = () => {
    const values = credential().split(" ");
    const named = placements.map(({ option }, index) => [option ?? "credential", values[index]]);
    return Object.fromEntries(named) as Record<string, string>;
  };
  return {
    name,
    slot,
    operations: { ...made.operations, ...reports.handlers, ...Object.fromEntries(handlers) },
    routes: {},
    normalizeQuery: data?.normalizeQuery,
    actions: {},
    faultKinds: reports.faultKinds,
    beside: (request) => reports.beside(request),
    errorForms: { json: statusAnswer },
    permissionsOf: (token) =>
      slot.state.credentials.includes(token) ? made.permissions : undefined,
    refuse: (refusal, requestId, operationId) =>
      declaredRefusal({ ...refused, operationId }, refusal, requestId),
    access: (baseUrl) => ({
      baseUrl,
      credential: credential(),
      credentials: credentials(),
      arguments: { ...made.arguments, ...data?.arguments(slot.state, world) },
      ...(data?.access(slot.state, credentials()) ?? ({} as Extra)),
    }),
    environment: (origin) => {
      const constant = name.toUpperCase().replaceAll("-", "_");
      const values = credential().split(" ");
      const variables = placements.map((placement, index) =>
        credentialVariables(placement, values[index] ?? "", `${constant}_CREDENTIAL`),
      );
      return {
        ...(Object.assign({}, ...variables) as Record<string, string>),
        ...data?.environment?.(slot.state),
        [`${constant}_BASE_URL`]: origin,
      };
    },
  };
}

/** One value per placement, joined with spaces. */
function makeCredential(
  name: string,
  seed: number,
  placements: readonly CredentialPlacement[],
  userName: string,
): string {
  const values = placements.map(({ prefix, option = "credential" }) => {
    const token = new Seeded(seed, name, option).hex(32);
    return prefix.trim().toLowerCase() === "basic" ? btoa(`${userName}:${token}`) : token;
  });
  // A contract without a security scheme accepts any request.
  return values.length === 0 ? new Seeded(seed, name, "credential").hex(32) : values.join(" ");
}
