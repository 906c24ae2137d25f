import { Hono, type Context, type MiddlewareHandler } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { HTTPException } from "hono/http-exception";
import type { Control } from "./control.js";
import { messageOf } from "./failure.js";
import { InputError } from "./input-error.js";
import { readBody } from "./read-body.js";

/** Where the control API stands, on every vendor's address. */
export const controlPath = "/_control";

/** A state has every day's usage: megabytes, if it is long. */
const bodyLimitBytes = 64 * 1024 * 1024;

export interface ControlAccess {
  /** What callers have to show as `Authorization: Bearer`; undefined where loopback is enough. */
  readonly token: string | undefined;
  /** Whether a host is the sandbox's own beside the loopback ones, which always are; none if absent. */
  readonly isOwn?: (hostname: string) => boolean;
  /** Settles when what was changed is kept. */
  readonly kept: () => Promise<void>;
}

/** The control API: state, reset, faults and actions over HTTP. */
export function createControlApi(
  control: Control,
  { token, kept, isOwn = () => false }: ControlAccess,
): Hono {
  const api = new Hono();
  api.onError((error, c) => {
    if (error instanceof InputError) return say(c, 400, error.message);
    if (error instanceof HTTPException) return error.getResponse();
    // Not the caller's mistake, and none of a vendor's answers either.
    return say(c, 500, messageOf(error));
  });
  /** Done, and in the file: to a caller, a file that cannot be written is no mistake of its own. */
  const done = async (c: Context) => {
    try {
      await kept();
    } catch (error) {
      return say(c, 500, `This is done, and not kept: ${messageOf(error)}`);
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
  api.all("*", (c) => say(c, 404, `The control API has no ${c.req.method} ${c.req.path}.`));
  return api;
}

function say(c: Context, status: 400 | 403 | 404 | 500, message: string): Response {
  return c.json({ message }, status);
}

async function readJson(c: Context): Promise<unknown> {
  let body: string | undefined;
  try {
    body = await readBody(c.req.raw, bodyLimitBytes, { fatal: true });
    if (body !== undefined) return JSON.parse(body);
  } catch (error) {
    throw new InputError("The body is no JSON.", { cause: error });
  }
  throw new InputError(`At most ${bodyLimitBytes} bytes are read.`);
}

function withToken(token: string): MiddlewareHandler {
  const refused = { message: "The control API takes its token as Authorization: Bearer." };
  return bearerAuth({
    token,
    noAuthenticationHeader: { message: refused },
    invalidAuthenticationHeader: { message: refused },
    invalidToken: { message: refused },
  });
}

/** Refuses a page of another site in a browser on this machine, and a name that leads here by DNS. */
function loopbackOnly(isOwn: (hostname: string) => boolean): MiddlewareHandler {
  const isGood = (address: string) => {
    if (!URL.canParse(address)) return false;
    const { hostname } = new URL(address);
    return /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(hostname) || isOwn(hostname);
  };
  return async (c, next) => {
    const origin = c.req.header("origin");
    const places = [c.req.url, ...(origin === undefined ? [] : [origin])];
    if (!places.every(isGood)) return say(c, 403, "The control API is for this machine only.");
    return next();
  };
}
