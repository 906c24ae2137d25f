import { openCore, type OpenedVendor } from "./core.js";
import { controlPath } from "./engine/control-api.js";
import { InputError, naming } from "./engine/input-error.js";
import { listen, type RunningServer } from "./engine/server.js";
import { accessesOf, controlOf, type Accesses, type SandboxControl } from "./handle.js";
import type { GivenState, StateDocument } from "./engine/state-document.js";
import { readServerOptions, type SandboxOptions, type Settings } from "./server-options.js";
import { readStateFile, StateFile } from "./state-file.js";
import type { VendorName } from "./vendors/registry.js";

/** A running sandbox: how to reach each of its vendors, and its state. */
export type Sandbox<Name extends VendorName = VendorName> = Accesses<Name> &
  Started<SandboxControl<Name>>;

interface Started<Functions> {
  readonly control: Functions & {
    /** Address of the control API, which is also under `/_control` of every vendor's address. */
    readonly url: string;
    /** The bearer token that the control API requires; absent if it requires none. */
    readonly token?: string;
  };
  /**
   * Closes immediately: connections are cut, and nothing keeps the process alive.
   * @throws Error in one line, after closing, if the state can't be written to its file
   */
  close(): Promise<void>;
}

/**
 * Serves the vendors' billing APIs on local ports under the vendors' real paths, each on its own
 * port. Any number of sandboxes can run in one process.
 * @returns addresses and credentials, once every vendor responds
 * @throws Error in one line: an option out of range, an invalid seed, a port in use
 */
export function startSandbox<Name extends VendorName = VendorName>(
  options?: SandboxOptions<Name>,
): Promise<Sandbox<Name>>;
export async function startSandbox(options: SandboxOptions = {}): Promise<object> {
  const { handle } = await openSandbox(readServerOptions(options));
  return handle;
}

/** The handle, and the environment variables that direct clients to the sandbox. */
export async function openSandbox(settings: Settings) {
  const { core, file } = await open(settings);
  const servers = new Map<string, RunningServer>();
  const close = async () => {
    await Promise.all([...servers.values()].map((server) => server.close()));
    file?.changed();
    await file?.kept();
  };
  try {
    await file?.kept();
    for (const [index, { name, app, refuse }] of core.vendors.entries()) {
      const port = settings.port === 0 ? 0 : settings.port + index;
      servers.set(name, await listen(app, { host: settings.host, port, refuse }));
    }
  } catch (error) {
    await Promise.all([...servers.values()].map((server) => server.close()));
    throw error;
  }
  const origin = (name: string) => servers.get(name)?.origin ?? "";
  const { accesses, environment } = accessesOf(core.vendors, origin);
  const { controlToken: token } = settings;
  const control = {
    url: originOfFirst(core.vendors, origin) + controlPath,
    ...(token === undefined ? {} : { token }),
    ...controlOf(core.control),
  };
  return { handle: { ...accesses, control, close }, environment };
}

function originOfFirst([first]: readonly OpenedVendor[], origin: (name: string) => string) {
  return first ? origin(first.name) : "";
}

/** The sandbox without its sockets, initialized from its seed and its file. */
async function open(settings: Settings) {
  const keeper: { file?: StateFile } = {};
  const options = {
    token: settings.controlToken,
    changed: () => keeper.file?.changed(),
    kept: () => keeper.file?.kept() ?? Promise.resolve(),
  };
  const { seed } = settings;
  const core =
    typeof seed === "string"
      ? await openCore({ ...settings, seed: await seedFile(seed) }, { ...options, seedName: seed })
      : await openCore({ ...settings, seed }, options);
  if (settings.state === undefined) return { core, file: undefined };
  const kept = await readStateFile(settings.state);
  if (kept) {
    naming(settings.state, () => {
      core.control.setState(kept);
    });
  }
  const file = new StateFile(settings.state, () => withOthers(core.control.state(), kept));
  file.changed();
  keeper.file = file;
  return { core, file };
}

/** Parts of the file for vendors that aren't served now are preserved. */
function withOthers(state: StateDocument, kept: GivenState | undefined): StateDocument {
  return {
    ...state,
    requests: { ...kept?.requests, ...state.requests },
    vendors: { ...kept?.vendors, ...state.vendors },
  };
}

async function seedFile(file: string) {
  const state = await readStateFile(file);
  if (!state) throw new InputError(`${file} doesn't exist.`);
  return state;
}
