import { InvalidRequestError, refuseUnknown } from "@billkit/core";
import type { GenesysCloud, TrusteeBillingOverview, Trustor } from "@billkit/genesys-cloud";
import { merged } from "./merged.js";
import { listTrustors } from "./trustors.js";

/** Options of `trusteeOverviews`. */
export interface TrusteeOverviewsOptions {
  /**
   * The billing period: 0 is the current one, whose amounts can change until it closes; 1 is the one
   * before, and so on. The index shifts with time; the overview's own dates identify its period.
   *
   * @default 0
   */
  readonly billingPeriodIndex?: number | undefined;
  /**
   * Number of concurrent requests for overviews, from 1; at most 100. To stay within the service's rate
   * limit with thousands of customers, see `pacedLayers` of `billkit/pacing`.
   *
   * @default 4
   */
  readonly concurrency?: number | undefined;
  /** Ends the loop with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

/** One customer's overview or error. */
export type TrusteeOverview =
  | {
      readonly trustor: Trustor;
      readonly overview: TrusteeBillingOverview;
      readonly error?: undefined;
    }
  | { readonly trustor: Trustor; readonly overview?: undefined; readonly error: Error };

const maxConcurrency = 100;

/** Requests the overview of every trustor and yields each as it arrives. */
export async function* trusteeOverviews(
  genesys: GenesysCloud,
  options: TrusteeOverviewsOptions,
): AsyncGenerator<TrusteeOverview, void, undefined> {
  const { billingPeriodIndex, concurrency = 4, signal } = validate(options);
  signal?.throwIfAborted();
  const own = new AbortController();
  const stop = (): void => {
    own.abort(signal?.reason);
  };
  signal?.addEventListener("abort", stop);
  const trustors = listTrustors(genesys, own.signal);

  async function* requestOverviews(): AsyncGenerator<TrusteeOverview, void, undefined> {
    for (;;) {
      const { done, value: trustor } = await trustors.next();
      if (done) return;
      // Without an id the call is rejected before it is sent, and the customer is yielded with that
      // error.
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
    const length = Math.min(concurrency, maxConcurrency);
    for await (const item of merged(Array.from({ length }, requestOverviews))) {
      signal?.throwIfAborted();
      yield item;
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    own.abort();
  }
}

/** JavaScript callers can pass anything. */
function validate(options: TrusteeOverviewsOptions): TrusteeOverviewsOptions {
  const fail = (argument: string, problem: string): Error =>
    new InvalidRequestError(`trusteeOverviews: ${argument} ${problem}`, {
      operation: "trusteeOverviews",
      argument,
    });
  if (Object(options) !== options || "aborted" in options) {
    throw fail("options", "must be an object; pass a signal as { signal }");
  }
  refuseUnknown(options, ["billingPeriodIndex", "concurrency", "signal"], fail);
  const { concurrency = 1, signal } = options;
  if (!(typeof concurrency === "number" && concurrency >= 1)) {
    throw fail("concurrency", `is ${format(concurrency)}; allowed: a number from 1`);
  }
  if (signal !== undefined && !("addEventListener" in (Object(signal) as object))) {
    throw fail("signal", `is ${format(signal)}; allowed: an AbortSignal`);
  }
  return options;
}

const format = (value: unknown): string =>
  typeof value === "number" ? String(value) : value === null ? "null" : `a ${typeof value}`;

/** A user's own layer can throw anything, even values that can't be converted to text. */
function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const message =
    typeof thrown === "string" ? thrown : "a layer threw a value that is not an Error";
  return new Error(message, { cause: thrown });
}
