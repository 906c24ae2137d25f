import type Big from "big.js";
import { decimal } from "../common/money.js";

/** The alert's settings from the environment. */
export interface Settings {
  /** Below this a balance is low. */
  readonly below: Big;
  /** The unit of the balances, as in the service: `usd` or `hour`. */
  readonly units: string;
  /** Only these projects; if empty, all that the key can see. */
  readonly projectIds: ReadonlySet<string>;
  /** Where to report it in addition to the exit code. */
  readonly webhook: URL | undefined;
}

/**
 * @throws TypeError in one line that names the variable, without the webhook's address, which can
 * be a secret
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const below = decimal(env.BALANCE_ALERT_BELOW);
  if (below === undefined || below.lt(0)) {
    throw new TypeError("Set BALANCE_ALERT_BELOW to an amount from 0, such as 100.50");
  }
  return {
    below,
    units: env.BALANCE_ALERT_UNITS ? env.BALANCE_ALERT_UNITS.trim().toLowerCase() : "usd",
    projectIds: new Set(env.BALANCE_ALERT_PROJECTS?.split(/[\s,]+/).filter(Boolean)),
    webhook: env.BALANCE_ALERT_WEBHOOK ? webhookAt(env.BALANCE_ALERT_WEBHOOK) : undefined,
  };
}

function webhookAt(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const local = url && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && local)) return url;
  throw new TypeError("BALANCE_ALERT_WEBHOOK must be an https address");
}
