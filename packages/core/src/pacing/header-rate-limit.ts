import type { ServiceDefinition } from "../client/service.js";
import { longestResetMs, type Limit } from "./limit.js";

/** What the headers of an answer say. */
interface Told {
  readonly count: number;
  readonly allowed: number;
  readonly resetMs: number;
  /** A reset in whole seconds may have been rounded, either way. */
  readonly roundedMs: number;
}

/**
 * A limit that the service tells in its headers. Before anything is known, one request goes and the
 * others wait for its answer; so too after each reset, since whether all is free then or only a part
 * is the service's own affair. A service that tells nothing limits nothing.
 */
export function learnedLimit(names: ServiceDefinition["rateHeaders"]): Limit {
  /** Of what is allowed, `base + unheard` are used up by requests that have ended. */
  let known: { allowed: number; base: number; resetAt: number; heardAt: number } | undefined;
  let silent = !(names.allowed && names.count && names.resetSeconds);
  /** Counts what was learned anew: an answer to an earlier request says nothing of the time since. */
  let round = 0;
  /** Sent since then, and not answered. */
  let asking = 0;
  let underWay = 0;
  /** How many have ended; and how many of those told nothing of use, but may have been counted. */
  let ended = 0;
  let unheard = 0;

  const forget = (): void => {
    known = undefined;
    asking = 0;
    round++;
  };
  const refresh = (now: number): void => {
    // The machine's clock has been set back: the reset stays as far away as it was told.
    if (known && now < known.heardAt) {
      known = { ...known, resetAt: known.resetAt - known.heardAt + now, heardAt: now };
    }
    if (known && now >= known.resetAt) forget();
  };
  const when = (now: number, ahead: number, counted: number): number => {
    refresh(now);
    if (silent) return now;
    if (!known) return asking ? Infinity : now;
    return known.allowed - known.base - unheard - counted - ahead > 0 ? now : known.resetAt;
  };
  return {
    // Which of those under way the service has counted is not known: none, to be safe.
    from: (now) => when(now, 0, underWay),
    atBest: (now, ahead) => {
      const at = when(now, ahead, 0);
      return at === Infinity ? now : at;
    },
    sent: (sentAt) => {
      const before = { round, ended, unheard };
      underWay++;
      asking++;
      const learn = ({ allowed, count, resetMs, roundedMs }: Told, now: number): void => {
        // Where windows slide, the reset moves on: only what lies beyond all that was told is surely
        // new, and until then the most that was told holds.
        const same = known && sentAt + resetMs - roundedMs <= known.resetAt ? known : undefined;
        if (known && !same) forget();
        known = {
          allowed,
          // What ended while this one was under way may have arrived after it, uncounted.
          base: same
            ? Math.max(count - before.unheard, same.base)
            : count + (ended - before.ended) - unheard,
          resetAt: Math.max(now + resetMs + roundedMs, same?.resetAt ?? 0),
          heardAt: now,
        };
      };
      return (now, response) => {
        underWay--;
        refresh(now);
        const current = before.round === round;
        if (current) asking--;
        const told = response && read(response.headers, names);
        if (told) silent = false;
        // A gateway's failure is not the service's word.
        else if (current && !known && response && response.status < 500) silent = true;
        if (told && current) learn(told, now);
        else unheard++;
        ended++;
      };
    },
    idle: (now) => {
      refresh(now);
      return !known;
    },
  };
}

function read(headers: Headers, names: ServiceDefinition["rateHeaders"]): Told | undefined {
  const number = (name: string | undefined): number => {
    const value = name && headers.get(name);
    return value ? Number(value) : Number.NaN;
  };
  const [count, allowed, reset] = [
    number(names.count),
    number(names.allowed),
    number(names.resetSeconds),
  ] as const;
  const resetMs = reset * 1000;
  if (!(count >= 0 && allowed >= 0 && resetMs >= 0 && resetMs <= longestResetMs)) return undefined;
  const roundedMs = Number.isInteger(reset) ? 1000 : 1;
  return { count, allowed, resetMs, roundedMs };
}
