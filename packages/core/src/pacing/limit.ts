import type { Answer } from "../response/answer.js";

/**
 * The longest that a service's word about its limit is taken for, in milliseconds: a day, the longest
 * window there is. What says more, such as a point in time where a span belongs, would stop all
 * requests for good, since only an answer could say otherwise.
 */
export const longestResetMs = 86_400_000;

/** What limits how often a service may be asked, from one credential's requests and their answers. */
export interface Limit {
  /**
   * When the next request may go, in epoch milliseconds: `now` or earlier for at once, Infinity for
   * once an answer has come.
   */
  from(now: number): number;
  /** The same for the best case, if `ahead` others go before it: what a request is refused by. */
  atBest(now: number, ahead: number): number;
  /** A request goes now; what is given takes its end, with the response if there was one. */
  sent(now: number): (now: number, response: Answer | undefined) => void;
  /** Nothing that it knows has a bearing on requests to come. */
  idle(now: number): boolean;
}
