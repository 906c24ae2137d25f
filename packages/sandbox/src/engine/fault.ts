import type { JsonObject } from "./json.js";

/** Which requests a fault affects, and how many. */
export interface FaultTarget {
  /** The vendor's name; every vendor if absent. */
  readonly vendor?: string | undefined;
  /** An operationId, or a route outside the contract (`POST /oauth/token`); all if absent. */
  readonly operation?: string | undefined;
  /** How many requests it affects, from 1; if absent, until it is removed. */
  readonly count?: number | undefined;
  /** The probability with which it affects a matching request: above 0, up to 1, the default. */
  readonly probability?: number | undefined;
  /** The delay before a response, 0 to 2,147,483,647 milliseconds. */
  readonly delayMs?: number | undefined;
}

/** A fault that any vendor supports. */
export type FaultEffect =
  /** The correct response, later. */
  | { readonly kind: "delay"; readonly delayMs: number }
  /** Another status, from 200 to 599, in one of the vendor's forms of an error, the usual one if absent, `html` or `empty`. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly form?: string | undefined;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  /** The vendor's 429 with exactly this Retry-After; without one if absent. */
  | { readonly kind: "rate-limit"; readonly retryAfter?: string | number | undefined }
  /** The vendor's 401; a credential that can expire, such as a login's token, is expired from then on. */
  | { readonly kind: "expired-token" }
  /** The correct response up to `afterBytes`, half of it if absent; then nothing, without an end. */
  | { readonly kind: "stall"; readonly afterBytes?: number | undefined }
  /** The connection is reset: before the response if absent, or after this many bytes of its body. */
  | { readonly kind: "reset"; readonly afterBytes?: number | undefined }
  /** The first bytes of the correct response, half of it if absent, as if they were all. */
  | { readonly kind: "truncated"; readonly afterBytes?: number | undefined }
  /** An HTML page with the status, 200 if absent. */
  | { readonly kind: "html"; readonly status?: number | undefined };

/** A fault of any vendor. */
export type EngineFault = FaultTarget & FaultEffect;

/** What a fault does to a request. */
export interface Hit {
  readonly delayMs: number;
  readonly effect: FaultEffect | { readonly kind: "own"; readonly fault: JsonObject } | undefined;
}

const bytes = { type: "integer", minimum: 0 };
const status = { type: "integer", minimum: 200, maximum: 599 };
/** The longest timer. */
export const longestDelayMs = 2_147_483_647;

const delayMs = { type: "integer", minimum: 0, maximum: longestDelayMs };

/** Schemas of the fields that a kind has in addition to the target's. */
export const effectSchemas: Readonly<Record<FaultEffect["kind"], Fields>> = {
  delay: { required: ["delayMs"], properties: {} },
  status: {
    required: ["status"],
    properties: {
      status,
      form: { type: "string" },
      headers: {
        type: "object",
        additionalProperties: { type: "string", pattern: "^[\\t -~]*$" },
        propertyNames: { pattern: "^[A-Za-z0-9-]+$" },
      },
    },
  },
  "rate-limit": {
    properties: { retryAfter: { type: ["string", "number"], pattern: "^[\\t -~]*$" } },
  },
  "expired-token": { properties: {} },
  stall: { properties: { afterBytes: bytes } },
  reset: { properties: { afterBytes: bytes } },
  truncated: { properties: { afterBytes: bytes } },
  html: { properties: { status } },
};

const target: JsonObject = {
  vendor: { type: "string" },
  operation: { type: "string" },
  count: { type: "integer", minimum: 1 },
  probability: { type: "number", exclusiveMinimum: 0, maximum: 1 },
  delayMs,
};

/** Drops the fields that every fault has, which are checked with its kind. */
export const targetSchema: JsonObject = { type: "object", properties: target };

/** The schema of a whole fault with these fields of its own. */
export function faultSchema(kind: string, { properties = {}, required = [] }: Fields): JsonObject {
  return {
    type: "object",
    additionalProperties: false,
    required: ["kind", ...required],
    properties: { kind: { const: kind }, ...target, ...properties },
  };
}

/** A kind that only one vendor supports. */
export interface OwnKind extends Fields {
  /** The ids of the operations that it can affect. */
  readonly operations: readonly string[];
}

/** The JSON Schema of the kind's own fields. */
export interface Fields {
  readonly properties?: JsonObject;
  readonly required?: readonly string[];
}
