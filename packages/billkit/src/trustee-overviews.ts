import { InvalidRequestError, UnexpectedResponseError, type WithResponse } from "@billkit/core";
import type {
  GenesysCloud,
  TrusteeBillingOverview,
  Trustor,
  TrustorEntityListing,
} from "@billkit/genesys-cloud";
import { merged } from "./merged.js";

/** What `trusteeOverviews` takes. */
export interface TrusteeOverviewsOptions {
  /**
   * Which billing period: 0 is the active one, whose figures may change until it closes; 1 is the one
   * before, and so on. It shifts as time goes on: what tells a period is the overview's own dates.
   *
   * @default 0
   */
  readonly billingPeriodIndex?: number | undefined;
  /**
   * How many overviews are asked for at a time, 1 or more; beyond 100 it is 100. For thousands of
   * customers under the service's limit see `pacedLayers` of `billkit/pacing`.
   *
   * @default 4
   */
  readonly concurrency?: number | undefined;
  /** Ends it with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

/** One customer's overview, or what went wrong with it. */
export type TrusteeOverview =
  | {
      readonly trustor: Trustor;
      readonly overview: TrusteeBillingOverview;
      readonly error?: undefined;
    }
  | { readonly trustor: Trustor; readonly overview?: undefined; readonly error: Error };

/**
 * Fewer requests than with the 25 that the service gives unasked. It documents no most and may give
 * fewer: which page is the last is told by the pages themselves, never by how full they are.
 */
const pageSize = 100;
const mostAtOnce = 100;
/** A service that gives the same page again and again has no end. */
const mostRepeated = 10;

/** Asks for the overview of every trustor; yields each as it arrives. */
export async function* trusteeOverviews(
  genesys: GenesysCloud,
  { billingPeriodIndex, concurrency = 4, signal }: TrusteeOverviewsOptions,
): AsyncGenerator<TrusteeOverview, void, undefined> {
  if (!(concurrency >= 1)) {
    throw new InvalidRequestError(
      `trusteeOverviews: concurrency is ${String(concurrency)}; allowed: a number from 1`,
      { operation: "trusteeOverviews", argument: "concurrency" },
    );
  }
  signal?.throwIfAborted();
  const own = new AbortController();
  const stop = (): void => {
    own.abort(signal?.reason);
  };
  signal?.addEventListener("abort", stop);
  const trustors = listAll(genesys, own.signal);

  async function* ask(): AsyncGenerator<TrusteeOverview, void, undefined> {
    for (;;) {
      const { done, value: trustor } = await trustors.next();
      if (done) return;
      // One that comes without an id is refused before it is sent, and yielded with that error.
      const trustorOrgId = trustor.id ?? trustor.organization?.id ?? "";
      try {
        const overview = await genesys.billing.getTrusteeBillingOverview(
          { trustorOrgId, billingPeriodIndex },
          { signal: own.signal },
        );
        yield { trustor, overview };
      } catch (error) {
        yield { trustor, error: asError(error) };
      }
    }
  }

  try {
    const length = Math.min(concurrency, mostAtOnce);
    for await (const item of merged(Array.from({ length }, ask))) {
      signal?.throwIfAborted();
      yield item;
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    own.abort();
  }
}

/** What a user's own layer throws may be anything, also what cannot be made text. */
function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const message = typeof thrown === "string" ? thrown : "what was thrown is no Error";
  return new Error(message, { cause: thrown });
}

/**
 * The trustors of all pages, each once. Any sign of a further page is believed, since a customer that is
 * missing would not be noticed. What the contract lets be absent may also come as null.
 */
async function* listAll(
  { organizationAuthorization }: GenesysCloud,
  signal: AbortSignal,
): AsyncGenerator<Trustor, void, undefined> {
  const seen = new Set<string>();
  /** Pages in a row that bring no id that is new. */
  let repeated = 0;
  for (let pageNumber = 1; ; pageNumber++) {
    // A count that is missing or none is made up for below: no reason to lose a page of customers.
    const answer = await organizationAuthorization
      .listTrustors({ pageNumber, pageSize }, { signal, responseMismatch: "warning" })
      .withResponse();
    const trustors = trustorsOf(answer);
    const page = answer.data;
    const pageCount = page.pageCount ?? undefined;
    let isNew = false;
    repeated++;
    for (const trustor of trustors) {
      const id = trustor.id ?? trustor.organization?.id;
      if (id && seen.has(id)) continue;
      if (id) {
        seen.add(id);
        repeated = 0;
      }
      isNew = true;
      yield trustor;
    }
    const counted = pageCount !== undefined && pageNumber < pageCount && trustors.length > 0;
    // Where no count of pages says so, a page that brings nothing new is the last.
    const further = isNew && (pageCount === undefined || Boolean(page.nextUri));
    if (!counted && !further) return;
    if (repeated === mostRepeated) {
      const what = `${mostRepeated} pages in a row that bring no new customer, and says that there are more`;
      throw notListed(answer, what, "/pageCount");
    }
  }
}

/** The trustors of a page, of which nothing is certain: it was asked to be told as a warning only. */
function trustorsOf(answer: WithResponse<TrustorEntityListing>): readonly Trustor[] {
  const page: unknown = answer.data;
  const listing = Array.isArray(page) || Object(page) !== page ? undefined : answer.data;
  const entities: unknown = listing && (listing.entities ?? []);
  if (!Array.isArray(entities)) throw notListed(answer, "no list of customers", "/entities");
  // One that is null is a customer all the same, without an id: told as such, it loses no other.
  return entities.map((each) => Object(each) as Trustor);
}

function notListed(
  { data, response, requestId }: WithResponse<TrustorEntityListing>,
  what: string,
  pointer: string,
): UnexpectedResponseError {
  const { status } = response;
  const message = `trusteeOverviews: listTrustors answered ${status} with ${what}`;
  return new UnexpectedResponseError(message, {
    reason: "mismatch",
    pointer,
    status,
    requestId,
    body: data,
    attempts: 1,
  });
}
