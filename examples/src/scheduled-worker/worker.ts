import { collect } from "./collect.js";
import type { Context, Environment, ScheduledController } from "./environment.js";

/**
 * A Worker that reads the last month's bill on a schedule and returns it to callers with the token.
 * Results are stored by month, so a complete month isn't requested again, and the next run
 * continues a report that isn't ready.
 */
export default {
  scheduled({ scheduledTime }: ScheduledController, env: Environment, context: Context): void {
    context.waitUntil(collect(env, scheduledTime));
  },

  async fetch(request: Request, env: Environment): Promise<Response> {
    if (!(await mayRead(request, env))) {
      const headers = { "www-authenticate": "Bearer" };
      return Response.json({ error: "a bearer token is required" }, { status: 401, headers });
    }
    const [, month = "", rest] = new URL(request.url).pathname.split("/");
    if (request.method !== "GET" || rest !== undefined || !/^\d{4}-\d\d$/.test(month)) {
      return Response.json({ error: "GET /2026-06 returns the bill of a month" }, { status: 404 });
    }
    const [deepgram, usage] = await Promise.all([
      env.BILLS.get(`deepgram:${month}`),
      env.BILLS.get(`usage:${month}`),
    ]);
    // As stored: digits that were never parsed can't be lost.
    const body = `{"month":"${month}","deepgram":${deepgram ?? "null"},"genesysCloud":${usage ?? "null"}}`;
    return new Response(body, { headers: { "content-type": "application/json" } });
  },
};

/** Compares digests, so that timing reveals nothing about the token. */
async function mayRead(request: Request, { READ_TOKEN }: Environment): Promise<boolean> {
  const [, given] = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  if (!READ_TOKEN || given === undefined) return false;
  const [one = [], other = []] = await Promise.all(
    [READ_TOKEN, given].map(async (text) => {
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
      return [...new Uint8Array(digest)];
    }),
  );
  return one.reduce((differs, byte, at) => differs | (byte ^ (other[at] ?? -1)), 0) === 0;
}
