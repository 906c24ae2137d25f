import { redactResult, type WithResponse } from "@billkit/core";
import type { ContractChargeSource } from "@billkit/core/charges";
import { sha256 } from "../sha256.js";
import type { Arguments } from "./arguments.js";

/** The body of an operation's response, without secrets. */
export interface Body {
  readonly text: string;
  readonly requestId?: string;
  readonly sha256: string;
}

/** Makes a call and returns the bodies of its pages, from the service or from stored evidence. */
export type Caller = (operation: string, args: Arguments) => AsyncIterable<Body>;

/** Calls the methods of a source's client. */
export function liveCaller(source: ContractChargeSource, signal: AbortSignal): Caller {
  return async function* (operation, args) {
    const answer = callMethod(source, operation, args, signal);
    if (hasPages(answer)) for await (const page of answer.pages()) yield await bodyOf(page);
    else yield await bodyOf(await answer.withResponse());
  };
}

interface Answer {
  withResponse(): Promise<WithResponse<unknown>>;
}

interface Pages {
  pages(): AsyncIterable<WithResponse<unknown>>;
}

const hasPages = (answer: Answer | Pages): answer is Pages => "pages" in answer;

function callMethod(
  { client, definition }: ContractChargeSource,
  operation: string,
  args: Arguments,
  signal: AbortSignal,
): Answer | Pages {
  const api: unknown = Reflect.get(client, definition.operations[operation] ?? "");
  const method: unknown = Reflect.get(Object(api) as object, operation);
  if (typeof method !== "function")
    throw new TypeError(`the client has no ${operation}; is it of another version?`);
  // Operations without parameters take only options.
  const given = Object.keys(args).length === 0 ? [{ signal }] : [args, { signal }];
  return Reflect.apply(method, api, given) as Answer | Pages;
}

async function bodyOf(result: WithResponse<unknown>): Promise<Body> {
  const text = redactResult(result, await result.response.text());
  const { requestId } = result;
  return { text, sha256: await sha256(text), ...(requestId !== undefined && { requestId }) };
}
