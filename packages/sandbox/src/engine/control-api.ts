import { Hono, type Context, type MiddlewareHandler } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { HTTPException } from "hono/http-exception";
import type { Control } from "./control.js";
import { messageOf } from "./failure.js";
import { InputError } from "./input-error.js";
import { readBody } from "./read-body.js";

/** The path of the control API on every vendor's address. */
export const controlPath = "/_control";

/** A state includes every day's usage, which can be megabytes. */
const bodyLimitBytes = 64 * 1024 * 1024;

export interface ControlAccess {
  /** The bearer token that callers must send; undefined if being on this machine is enough. */
  readonly token: string | undefined;
  /**
   * Whether a host is the sandbox's own, besides loopback hosts, which always are; none if absent.
   */
  readonly isOwn?: (hostname: string) => boolean;
  /** Resolves when changes have been saved. */
  readonly kept: () => Promise<void>;
}

/** The control API: state, reset, faults and actions over HTTP. */
export function createControlApi(
  control: Control,
  { token, kept, isOwn = () => false }: ControlAccess,
): Hono {
  const api = new Hono();
  api.onError((error, c) => {
    if (error instanceof InputError) return respond(c, 400, error.message);
    if (error instanceof HTTPException) return error.getResponse();
    // Neither the caller's mistake nor one of a vendor's responses.
    return respond(c, 500, messageOf(error));
  });
  /**
   * Applied and saved. If the file can't be written, the caller made no mistake, so this is a 500.
   */
  const done = async (c: Context) => {
    try {
      await kept();
    } catch (error) {
      return respond(c, 500, `The change was made but not saved: ${messageOf(error)}`);
    }
    return c.body(null, 204);
  };
  api.use(token === undefined ? loopbackOnly(isOwn) : withToken(token));
  api.get("/state", (c) => c.json(control.state()));
  api.put("/state", async (c) => {
    control.setState(await readJson(c));
    return done(c);
  });
  api.post("/reset", async (c) => {
    control.reset();
    return done(c);
  });
  api.get("/faults", (c) => c.json({ faults: control.faults.list() }));
  api.post("/faults", async (c) => c.json(control.faults.add(await readJson(c)), 201));
  api.delete("/faults", (c) => {
    control.faults.remove();
    return c.body(null, 204);
  });
  api.delete("/faults/:id", (c) => {
    control.faults.remove(c.req.param("id"));
    return c.body(null, 204);
  });
  api.post("/actions/:vendor/:action", async (c) => {
    const { vendor, action } = c.req.param();
    control.act(vendor, action, await readJson(c));
    return done(c);
  });
  api.all("*", (c) => respond(c, 404, `The control API has no ${c.req.method} ${c.req.path}.`));
  return api;
}

function respond(c: Context, status: 400 | 403 | 404 | 500, message: string): Response {
  return c.json({ message }, status);
}

async function readJson(c: Context): Promise<unknown> {
  let body: string | undefined;
  try {
    body = await readBody(c.req.raw, bodyLimitBytes, { fatal: true });
    if (body !== undefined) return JSON.parse(body);
  } catch (error) {
    throw new InputError("The body isn't JSON.", { cause: error });
  }
  throw new InputError(`The body is larger than ${bodyLimitBytes} bytes.`);
}

function withToken(token: string): MiddlewareHandler {
  const refused = { message: "The control API requires its token as Authorization: Bearer." };
  return bearerAuth({
    token,
    noAuthenticationHeader: { message: refused },
    invalidAuthenticationHeader: { message: refused },
    invalidToken: { message: refused },
  });
}

/**
 * Rejects requests from another site's page in a local browser, and host names that DNS points
 * here.
 */
function loopbackOnly(isOwn: (hostname: string) => boolean): MiddlewareHandler {
  const isGood = (address: string) => {
    if (!URL.canParse(address)) return false;
    const { hostname } = new URL(address);
    return /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(hostname) || isOwn(hostname);
  };
  return async (c, next) => {
    const origin = c.req.header("origin");
    const places = [c.req.url, ...(origin === undefined ? [] : [origin])];
    if (!places.every(isGood)) return respond(c, 403, "The control API is for this machine only.");
    return next();
  };
}
