import type { Clock } from "@billkit/core";
import { TimeoutError } from "billkit";
import { connectGenesysCloud } from "billkit/genesys-cloud";
import type { Month } from "../common/period.js";
import type { Environment } from "./environment.js";

/** How long one run waits for the report, in milliseconds; the next run continues. */
const patienceMs = 30_000;
/** A report that isn't ready after this many seconds is requested again from the start. */
const forgetAfterS = 86_400;

/** Stores a month's usage report once it is complete; until then, the state of the poller. */
export async function collectUsage(env: Environment, month: Month, clock?: Clock): Promise<void> {
  const name = month.firstDay.slice(0, 7);
  const [key, waitingKey] = [`usage:${name}`, `waiting:${name}`];
  if ((await env.BILLS.get(key)) !== null) return;
  const genesys = connectGenesysCloud({
    clientId: env.GENESYSCLOUD_OAUTHCLIENT_ID,
    clientSecret: env.GENESYSCLOUD_OAUTHCLIENT_SECRET,
    region: env.GENESYSCLOUD_REGION,
    baseUrl: env.GENESYSCLOUD_BASE_URL,
    loginUrl: env.GENESYSCLOUD_LOGIN_URL,
    clock,
  });
  const { startDate, endDate } = month;
  const waiting = await env.BILLS.get(waitingKey);
  const poller =
    waiting === null
      ? genesys.billableUsage({ startDate, endDate })
      : genesys.resumeBillableUsage(waiting);
  try {
    const report = await poller.wait({ deadlineMs: patienceMs });
    await env.BILLS.put(key, JSON.stringify(report));
    await env.BILLS.delete(waitingKey);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    // Plain JSON without a credential.
    const serialized = JSON.stringify(poller.serialize());
    await env.BILLS.put(waitingKey, serialized, { expirationTtl: forgetAfterS });
  }
}
