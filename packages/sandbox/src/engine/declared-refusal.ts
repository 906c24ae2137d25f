import type { Contract } from "./contract.js";
import { dig, isObject, text, type Json, type JsonObject } from "./json.js";
import type { Answer } from "./message.js";
import type { Refusal } from "./refusal.js";
import { attempts, type Samples } from "./sample.js";

/** The statuses to choose from: the first that the operation declares, or otherwise the first. */
const statuses: Readonly<Record<Refusal["kind"], readonly [number, ...number[]]>> = {
  "bad-request": [400],
  "no-such-path": [404],
  "method-not-allowed": [405],
  "no-credential": [401, 403],
  "bad-credential": [401, 403],
  "not-permitted": [403, 401],
  "bad-parameter": [400, 422],
  "too-many-requests": [429],
  "body-too-large": [413],
  broken: [500],
};

/** A request that is rejected. */
export interface Rejected {
  readonly refusal: Refusal;
  readonly status: number;
  readonly requestId: string;
}

/** The body of an error, in a vendor's form and words. */
export type ErrorBody = (rejected: Rejected) => JsonObject;

interface Refused {
  readonly document: JsonObject;
  readonly contract: Contract;
  readonly samples: (attempt: number) => Samples;
  /** The operation, if the request got that far. */
  readonly operationId: string | undefined;
  /** The vendor's own body, if its form and words are known. */
  readonly errorBody?: ErrorBody | undefined;
}

/**
 * An error response in the vendor's own words; or otherwise in the form that the contract declares for the operation, with code and message
 * in the fields that its traits name. Without a declared JSON body it has only these fields.
 * @param given the status, if it isn't the error's own
 */
export function declaredRefusal(
  { document, contract, samples, operationId, errorBody }: Refused,
  refusal: Refusal,
  requestId: string,
  given?: number,
): Answer {
  const [usual, ...others] = statuses[refusal.kind];
  const isDeclared = (each: number) =>
    operationId !== undefined && contract.declares(operationId, each);
  const status = given ?? [usual, ...others].find(isDeclared) ?? usual;
  const ownHeaders = headersOf(refusal);
  if (errorBody) {
    return { status, headers: ownHeaders, json: errorBody({ refusal, status, requestId }) };
  }
  const fields = fieldsOf(refusal, requestId, dig(document, "info", "x-billkit-errors"));
  const body = { status, json: Object.keys(fields).length > 0 ? fields : wordsOf(refusal) };
  const plain = { ...body, headers: ownHeaders };
  if (operationId === undefined) return plain;
  const declared = contract.declaredJson(operationId, status);
  if (declared === undefined) return plain;
  const headers = { ...ownHeaders, "content-type": declared.mediaType };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const sample = samples(attempt).of(declared.schema, `${operationId} ${refusal.kind}`);
    if (sample === undefined) continue;
    for (const json of [filled(sample, fields, wordsOf(refusal)), sample]) {
      const answer = { status, headers, json };
      if (contract.accepts(operationId, answer)) return answer;
    }
  }
  return { ...plain, headers };
}

function headersOf(refusal: Refusal): Readonly<Record<string, string>> {
  if (refusal.kind === "method-not-allowed") return { allow: refusal.allowed.join(", ") };
  if (refusal.kind !== "too-many-requests" || refusal.retryAfter === undefined) return {};
  return { "retry-after": refusal.retryAfter };
}

/** Generated data with the error's texts in the fields that the traits name. */
function filled(sample: Json, fields: JsonObject, words: JsonObject): Json {
  if (!isObject(sample)) return sample;
  const alike = Object.entries(words).filter(([name]) => Object.hasOwn(sample, name));
  const json = { ...sample, ...Object.fromEntries(alike), ...within(sample, fields) };
  return Object.keys(json).length > 0 ? json : words;
}

/** Adds nested fields to those that the sample has. */
function within(sample: JsonObject, fields: JsonObject): JsonObject {
  const merged = Object.entries(fields).map(([name, value]) => {
    const there = sample[name];
    return [name, isObject(there) && isObject(value) ? { ...there, ...value } : value];
  });
  return Object.fromEntries(merged) as JsonObject;
}

/** By the field that the first matching form of the traits names. */
function fieldsOf(refusal: Refusal, requestId: string, forms: unknown): JsonObject {
  const form: unknown = Array.isArray(forms) ? forms[0] : undefined;
  const values = { code: refusal.kind, ...wordsOf(refusal), requestId };
  const fields: Record<string, Json> = {};
  for (const [what, value] of Object.entries(values)) {
    const [name, inner, ...deeper] = text(form, what)?.split(".") ?? [];
    if (name === undefined || deeper.length > 0) continue;
    if (inner === undefined) fields[name] = value;
    else if (inner === "0") fields[name] = [value];
    else fields[name] = { ...objectOf(fields[name]), [inner]: value };
  }
  return fields;
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** What is wrong, in the sandbox's words. */
export function wordsOf(refusal: Refusal): { readonly message: string } {
  if (refusal.kind === "bad-parameter")
    return { message: `${refusal.parameter}: ${refusal.message}` };
  if ("message" in refusal) return { message: refusal.message };
  return { message: refusal.kind.replaceAll("-", " ") };
}
