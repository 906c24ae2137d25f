import { openCore } from "./core.js";
import { text } from "./engine/json.js";
import { withRedirects } from "./engine/redirect.js";
import { inMemory } from "./engine/transport.js";
import { accessesOf, controlOf, type Accesses, type SandboxControl } from "./handle.js";
import { readOptions, type CommonOptions } from "./options.js";
import type { VendorName } from "./vendors/registry.js";

/** A sandbox without a socket, for clients that take a `fetch`. */
export type SandboxFetch<Name extends VendorName = VendorName> = Accesses<Name> & {
  /** Responds to requests to the sandbox's addresses; sends nothing over the network. */
  readonly fetch: typeof fetch;
  readonly control: SandboxControl<Name>;
  /** Ends responses in progress; every later request is rejected. */
  readonly close: () => void;
};

/**
 * The vendors' billing APIs behind a `fetch`, for tests in Node and browsers. Each vendor has an
 * address that exists in no network; the control API is under `/_control` of each.
 * @returns accesses and the `fetch` to use with them
 * @throws Error in one line: an option out of range, an invalid seed
 */
export function createSandboxFetch<Name extends VendorName = VendorName>(
  options?: CommonOptions<Name>,
): Promise<SandboxFetch<Name>>;
export async function createSandboxFetch(options: CommonOptions = {}): Promise<object> {
  const kept = () => Promise.resolve();
  const core = await openCore(readOptions(options), {
    token: undefined,
    changed: () => undefined,
    kept,
    // DNS never resolves it (RFC 6761, section 6.4), and no socket connects to it.
    isOwn: (hostname) => hostname.endsWith(".invalid"),
  });
  const origin = (name: string) => `https://${name}.invalid`;
  const apps = new Map(core.vendors.map(({ name, app }) => [origin(name), app]));
  const running = new Set<AbortController>();
  let isClosed = false;

  const send = async (request: Request): Promise<Response> => {
    const app = apps.get(new URL(request.url).origin);
    if (!app || isClosed) {
      const why = isClosed ? "The sandbox is closed." : `There is no sandbox at ${request.url}.`;
      throw new TypeError("fetch failed", { cause: new Error(why) });
    }
    const controller = new AbortController();
    const { signal } = controller;
    const abort = () => {
      controller.abort(request.signal.reason);
    };
    request.signal.addEventListener("abort", abort);
    running.add(controller);
    const end = () => {
      request.signal.removeEventListener("abort", abort);
      running.delete(controller);
    };
    const endless: true[] = [];
    const transport = inMemory(() => endless.push(true), end);
    const answering = async () => app.fetch(new Request(request, { signal }), { transport });
    try {
      const response = await Promise.race([answering(), aborted(signal)]);
      signal.throwIfAborted();
      return response;
    } catch (error) {
      signal.throwIfAborted();
      if (text(error, "name") === "TypeError") throw error;
      throw new TypeError("fetch failed", { cause: error });
    } finally {
      // Keeps listening while a body without an end is read.
      if (endless.length === 0) end();
    }
  };
  const sandboxFetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    return withRedirects(request, send);
  };
  const close = () => {
    isClosed = true;
    for (const controller of running) controller.abort(new TypeError("fetch failed"));
    running.clear();
  };
  const { accesses } = accessesOf(core.vendors, origin);
  return { ...accesses, fetch: sandboxFetch, control: controlOf(core.control), close };
}

/** Rejects once the signal aborts: an endless request body would otherwise never settle. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => {
      reject(new Error("The request was aborted.", { cause: signal.reason }));
    });
  });
}
