import { InvalidRequestError } from "@billkit/core";
import type { GenesysCloud, TrusteeBillingOverview, Trustor } from "@billkit/genesys-cloud";
import { merged } from "./merged.js";
import { listTrustors } from "./trustors.js";

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

const mostAtOnce = 100;
/** Asks for the overview of every trustor; yields each as it arrives. */
export async function* trusteeOverviews(
  genesys: GenesysCloud,
  options: TrusteeOverviewsOptions,
): AsyncGenerator<TrusteeOverview, void, undefined> {
  const { billingPeriodIndex, concurrency = 4, signal } = checked(options);
  signal?.throwIfAborted();
  const own = new AbortController();
  const stop = (): void => {
    own.abort(signal?.reason);
  };
  signal?.addEventListener("abort", stop);
  const trustors = listTrustors(genesys, own.signal);

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

/** Without types, anything may be given. */
function checked(options: TrusteeOverviewsOptions): TrusteeOverviewsOptions {
  const refuse = (argument: string, problem: string): Error =>
    new InvalidRequestError(`trusteeOverviews: ${argument} ${problem}`, {
      operation: "trusteeOverviews",
      argument,
    });
  if (Object(options) !== options || "aborted" in options) {
    throw refuse("options", "must be an object; a signal goes into it as { signal }");
  }
  const { concurrency = 1, signal } = options;
  if (!(typeof concurrency === "number" && concurrency >= 1)) {
    throw refuse("concurrency", `is ${shown(concurrency)}; allowed: a number from 1`);
  }
  if (signal !== undefined && !("aborted" in (Object(signal) as object))) {
    throw refuse("signal", `is ${shown(signal)}; allowed: an AbortSignal`);
  }
  return options;
}

/** A value as a message tells it, whatever it is. */
const shown = (value: unknown): string =>
  typeof value === "number" ? String(value) : value === null ? "null" : `a ${typeof value}`;

/** What a user's own layer throws may be anything, also what cannot be made text. */
function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const message = typeof thrown === "string" ? thrown : "what was thrown is no Error";
  return new Error(message, { cause: thrown });
}
