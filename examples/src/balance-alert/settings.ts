import type Big from "big.js";
import { decimal } from "../common/money.js";

/** What the environment says of an alert. */
export interface Settings {
  /** Below this a balance is low. */
  readonly below: Big;
  /** What it is counted in, as the service has it: `usd`, or `hour`. */
  readonly units: string;
  /** Only these projects; all that the key can see where there are none. */
  readonly projectIds: ReadonlySet<string>;
  /** Where to tell it besides the exit code. */
  readonly webhook: URL | undefined;
}

/** @throws TypeError in one line that names the variable; the webhook's address, which may be a secret, is not in it */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const below = decimal(env.BALANCE_ALERT_BELOW);
  if (below === undefined || below.lt(0)) {
    throw new TypeError("Set BALANCE_ALERT_BELOW to an amount from 0 on, such as 100.50");
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
  throw new TypeError("BALANCE_ALERT_WEBHOOK has to be an https address");
}
