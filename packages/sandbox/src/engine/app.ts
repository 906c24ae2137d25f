import { Hono } from "hono";
import { sleep, type Clock } from "./clock.js";
import { controlPath } from "./control-api.js";
import { messageOf } from "./failure.js";
import type { Hit } from "./fault.js";
import type { Faults } from "./faults.js";
import { InputError } from "./input-error.js";
import type { SandboxRequest, SandboxResponse } from "./message.js";
import { readBody } from "./read-body.js";
import type { Service } from "./service.js";
import type { Transport } from "./transport.js";

/** More than any request to a billing API needs. */
const bodyLimitBytes = 65_536;

/** The header with which a request selects its own fault: JSON, or only a kind. */
export const faultHeader = "billkit-sandbox-fault";

export interface AppEnvironment {
  readonly Bindings: { readonly transport: Transport };
}

export type App = Hono<AppEnvironment>;

/** The response to something that isn't a valid HTTP request. */
export function refuseRequest(service: Service, clock: Clock): Response {
  const message = "The request has an invalid address or host.";
  return toResponse(service.refuse({ kind: "bad-request", message }), clock);
}

/** One vendor's service as a web-standard application: takes a Request, returns a Response. */
export function createApp(
  name: string,
  service: Service,
  { faults, clock, api }: { faults: Faults; clock: Clock; api: Hono },
): App {
  const app: App = new Hono();
  // An exception here is a connection that ended, or a bug of the sandbox.
  app.onError((error) => {
    throw error;
  });
  app.route(controlPath, api);
  app.all("*", async ({ req, env }) => {
    const body = await readBody(req.raw, bodyLimitBytes);
    if (body === undefined) {
      const refusal = { kind: "body-too-large", limitBytes: bodyLimitBytes } as const;
      return toResponse(service.refuse(refusal), clock);
    }
    const request = toRequest(req.raw, body);
    let hit: Hit | undefined;
    try {
      hit = faults.take(name, () => service.operationOf(request), request.headers[faultHeader]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return new Response(`${faultHeader}: ${error.message}\n`, { status: 400 });
    }
    if (hit && hit.delayMs > 0) await sleep(clock, hit.delayMs, req.raw.signal);
    if (hit?.effect?.kind === "reset" && hit.effect.afterBytes === undefined) {
      return env.transport.reset();
    }
    const answer = attempt(service, request, hit?.effect);
    const whole = toResponse(answer, clock);
    return hit?.effect ? breakOff(whole, hit.effect, env.transport, req.raw.signal) : whole;
  });
  return app;
}

function toRequest(request: Request, body: string): SandboxRequest {
  // Not with URL, which would normalize what was sent.
  const [, origin = "", target = "/"] = /^([a-z]+:\/\/[^/?#]*)([^#]*)/i.exec(request.url) ?? [];
  const [path = "", ...query] = target.split("?");
  return {
    method: request.method,
    origin,
    path: path === "" ? "/" : path,
    query: query.join("?"),
    headers: Object.fromEntries(request.headers),
    body,
  };
}

/** Adds the headers that every response has, whatever the vendor. */
function toResponse({ status, headers, body }: SandboxResponse, clock: Clock): Response {
  const bytes = new TextEncoder().encode(body);
  const isBodiless = [204, 205, 304].includes(status);
  return new Response(isBodiless || bytes.length === 0 ? null : bytes, {
    status,
    headers: {
      ...headers,
      ...(isBodiless ? {} : { "content-length": String(bytes.length) }),
      date: new Date(clock.now()).toUTCString(),
    },
  });
}

/** A bug of the sandbox also gets a response, so that no client hangs. */
function attempt(service: Service, request: SandboxRequest, effect: Hit["effect"]) {
  try {
    return service.handle(request, effect);
  } catch (error) {
    return service.refuse({ kind: "broken", message: messageOf(error) });
  }
}

/** Applies a fault to the response's body. */
async function breakOff(
  whole: Response,
  effect: NonNullable<Hit["effect"]>,
  transport: Transport,
  signal: AbortSignal,
): Promise<Response> {
  if (effect.kind !== "truncated" && effect.kind !== "stall" && effect.kind !== "reset") {
    return whole;
  }
  const body = new Uint8Array(await whole.arrayBuffer());
  const part = body.slice(0, effect.afterBytes ?? Math.floor(body.length / 2));
  const { status, headers } = whole;
  switch (effect.kind) {
    case "truncated":
      headers.set("content-length", String(part.length));
      return new Response(part, { status, headers });
    case "stall":
      return transport.stall({ status, headers }, part, signal);
    case "reset":
      return transport.cutOff({ status, headers }, part);
  }
}
