import { expect, it } from "@jest/globals";
import * as core from "../src/index.js";
import type { AttemptEvent, BillkitError, Layer } from "../src/index.js";
import { decodeAll, shown } from "./support/canary.js";
import { recorder } from "./support/recorder.js";
import { polled } from "./support/report.js";
import { failure, hang, json, listBalances, project, rig, secret } from "./support/service.js";

/** Everything that one failure makes visible to a user. */
interface Failed {
  readonly error: unknown;
  readonly seen: readonly unknown[];
}

const echo = (request: Request): string => request.headers.get("authorization") ?? "";

/** A failed call, with its log and events. */
async function failed(
  answer: (request: Request) => Response | Promise<Response>,
  options: core.RequestOptions = {},
): Promise<Failed> {
  const { logger, lines } = recorder();
  const events: AttemptEvent[] = [];
  const listen: Layer = (next) => (request, call) => {
    call.attemptListeners.add((event) => events.push(event));
    return next(request, call);
  };
  const layers = [listen, ...core.defaultLayers()];
  const { client, clock } = rig(answer, { logger, layers });
  const error = await failure(clock.run(client.call(listBalances, project, options)));
  return { error, seen: [client, lines, events] };
}

const answered = (status: number) => () =>
  failed((request) =>
    json(
      { err_code: echo(request), err_msg: `no ${echo(request)}`, request_id: echo(request) },
      { status, headers: { "acme-request-id": echo(request), "x-echo": echo(request) } },
    ),
  );

/** A report that stays pending, from a service that echoes the credential in its status. */
async function expiredReport(): Promise<Failed> {
  const { client } = rig((request) => json({ status: `InProgress ${echo(request)}` }));
  const { definition, clock } = polled();
  const poller = new core.Poller(
    {
      ...definition,
      request: (_, options) => client.call<{ status: string }>(listBalances, project, options),
      status: (report) => ({ state: "pending" as const, status: report.status }),
    },
    { startDate: "2026-06-01" },
  );
  const states: unknown[] = [];
  const waited = poller.wait({ deadlineMs: 10_000, onProgress: (state) => states.push(state) });
  const error = await failure(clock.run(waited));
  return { error, seen: [states, poller, poller.serialize()] };
}

const causes: Readonly<Record<string, (() => Promise<Failed>)[]>> = {
  ApiError: [answered(418)],
  BadRequestError: [answered(400)],
  AuthenticationError: [answered(401)],
  PermissionDeniedError: [answered(403)],
  NotFoundError: [answered(404)],
  ConflictError: [answered(409)],
  RateLimitError: [answered(429)],
  ServerError: [answered(500)],
  ConnectionError: [
    () => failed((request) => Promise.reject(new TypeError(echo(request), { cause: request }))),
  ],
  TimeoutError: [() => failed(hang, { timeoutMs: 1000 }), expiredReport],
  UnexpectedResponseError: [
    () => failed((request) => new Response(`<p>${echo(request)}</p>`)),
    () =>
      failed((request) => {
        const location = `https://evil.test/?${echo(request)}`;
        return new Response(null, { status: 302, headers: { location } });
      }),
  ],
  InvalidRequestError: [() => failed(() => json({}), { headers: { "x-a": `${secret}\n.` } })],
  ConfigurationError: [
    () =>
      Promise.resolve()
        .then(() => rig(() => json({}), { credential: `${secret}\n` }))
        .then(({ client }) => ({ error: undefined, seen: [client] }))
        .catch((error: unknown) => ({ error, seen: [] })),
  ],
};

const classes = Object.values(core as Readonly<Record<string, unknown>>).filter(
  (member): member is typeof BillkitError =>
    typeof member === "function" &&
    member !== core.BillkitError &&
    member.prototype instanceof core.BillkitError,
);

it.each(classes.map((type) => [type.name, type] as const))(
  "no %s, log, event or saved state shows a credential that the service echoes",
  async (name, type) => {
    const all = causes[name] ?? [];
    expect(all).not.toEqual([]);
    for (const cause of all) {
      const { error, seen } = await cause();
      expect(error).toBeInstanceOf(type);
      expect((error as Error).name).toBe(name);
      expect(decodeAll(shown(error, ...seen))).not.toContain(secret);
    }
  },
);
