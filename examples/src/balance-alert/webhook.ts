import { plain } from "../common/money.js";
import type { Remaining } from "./balances.js";
import type { Settings } from "./settings.js";

/** How long the webhook can take, in milliseconds. */
const timeoutMs = 10_000;

/**
 * Posts what is low. `text` is what chat services such as Slack show, so names in it can't mention
 * anyone, link anywhere or format; `low` is for programs, unchanged.
 * @throws Error without the address, whose path is often a secret
 */
export async function tellWebhook(
  webhook: URL,
  text: string,
  low: readonly Remaining[],
  { below, units }: Settings,
): Promise<void> {
  const body = {
    text: escapeChat(text),
    units,
    below: plain(below),
    low: low.map(({ projectId, name, left }) => ({ projectId, name, left: plain(left) })),
  };
  let response: Response;
  try {
    response = await fetch(webhook, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch {
    throw new Error(`The webhook at ${webhook.host} couldn't be reached`);
  }
  if (!response.ok) throw new Error(`The webhook at ${webhook.host} answered ${response.status}`);
  await response.body?.cancel();
}

/**
 * Slack's three control characters as entities, and a zero-width space after what else Slack, Teams
 * and Discord read as markup, a mention or an address: so that it stays text.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function escapeChat(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[*_~`@#[\]|]|:(?=\/\/)|www\./gi, "$&\u200b");
}
