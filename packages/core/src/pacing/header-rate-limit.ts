import type { ServiceDefinition } from "../client/service.js";
import { maxResetMs, type Limit } from "./rate.js";

/**
 * Limits requests to what the service's response headers report. While nothing is known, and after
 * each reset, one request goes first and the others wait for its response, because a reset can free
 * the whole limit or only a part. Without rate limit headers it limits nothing.
 */
export function headerRateLimit(names: ServiceDefinition["rateHeaders"]): Limit {
  /** The service's window. `used` excludes the uncounted requests. */
  let window: { allowed: number; used: number; resetAt: number; readAt: number } | undefined;
  let hasNoHeaders = !(names.allowed && names.count && names.resetSeconds);
  /** Windows so far: a response to a request of an earlier window doesn't count for this one. */
  let windowIndex = 0;
  /** Requests of this window without a response. */
  let pending = 0;
  let inFlight = 0;
  /** Requests that have ended; `uncounted` of them without headers, though the service may count them. */
  let ended = 0;
  let uncounted = 0;

  const closeWindow = (): void => {
    window = undefined;
    pending = 0;
    windowIndex++;
  };
  const refresh = (now: number): void => {
    // The machine's clock was set back: the reset stays as far away as the service stated.
    if (window && now < window.readAt) {
      window = { ...window, resetAt: window.resetAt - window.readAt + now, readAt: now };
    }
    if (window && now >= window.resetAt) closeWindow();
  };
  const sendAt = (now: number, ahead: number, counted: number): number => {
    refresh(now);
    if (hasNoHeaders) return now;
    if (!window) return pending ? Infinity : now;
    const free = window.allowed - window.used - uncounted - counted - ahead;
    return free > 0 ? now : window.resetAt;
  };
  return {
    // How many of those in flight the service has counted isn't known: assume none.
    nextAt: (now) => sendAt(now, 0, inFlight),
    earliestAt: (now, ahead) => {
      const at = sendAt(now, ahead, 0);
      return at === Infinity ? now : at;
    },
    recordSent: (sentAt) => {
      const before = { windowIndex, ended, uncounted };
      inFlight++;
      pending++;
      const update = ({ allowed, count, resetMs, toleranceMs }: HeaderState, now: number): void => {
        // A sliding window moves its reset. Only a reset beyond all earlier ones is surely a new
        // window's; until then the highest count applies.
        const earliestResetAt = sentAt + resetMs - toleranceMs;
        const same = window && earliestResetAt <= window.resetAt ? window : undefined;
        if (window && !same) closeWindow();
        window = {
          allowed,
          // Requests that ended while this one was in flight may have arrived later, uncounted.
          used: same
            ? Math.max(count - before.uncounted, same.used)
            : count + (ended - before.ended) - uncounted,
          resetAt: Math.max(now + resetMs + toleranceMs, same?.resetAt ?? 0),
          readAt: now,
        };
      };
      return (now, response) => {
        inFlight--;
        refresh(now);
        const isCurrent = before.windowIndex === windowIndex;
        if (isCurrent) pending--;
        const state = response && readHeaders(response.headers, names);
        if (state) hasNoHeaders = false;
        // A gateway's 5xx can lack the service's headers.
        else if (isCurrent && !window && response && response.status < 500) hasNoHeaders = true;
        if (state && isCurrent) update(state, now);
        else uncounted++;
        ended++;
      };
    },
    isIdle: (now) => {
      refresh(now);
      return !window;
    },
  };
}

type HeaderState = NonNullable<ReturnType<typeof readHeaders>>;

/** The rate limit in a response's headers, if it is there and plausible. */
function readHeaders(headers: Headers, names: ServiceDefinition["rateHeaders"]) {
  const number = (name: string | undefined): number => {
    const text = name && headers.get(name);
    return text ? Number(text) : Number.NaN;
  };
  const [count, allowed] = [number(names.count), number(names.allowed)];
  const resetSeconds = number(names.resetSeconds);
  const resetMs = resetSeconds * 1000;
  if (!(count >= 0 && allowed >= 0 && resetMs >= 0 && resetMs <= maxResetMs)) return undefined;
  // A reset in whole seconds is rounded, either way.
  return { count, allowed, resetMs, toleranceMs: Number.isInteger(resetSeconds) ? 1000 : 1 };
}
