import { isIP } from "node:net";
import type { GivenState } from "./engine/state-document.js";
import { check, isCount, readOptions, type CommonOptions, type CommonSettings } from "./options.js";
import type { VendorName } from "./vendors/registry.js";

/** Options of a sandbox that listens on ports. */
export interface SandboxOptions<Name extends VendorName = VendorName> extends Omit<
  CommonOptions<Name>,
  "seed"
> {
  /**
   * A whole number that all data is generated from: the same seed and clock return the same bytes.
   * Or an initial state, or the path of a JSON file with one; parts that it omits are generated
   * from its `seed`.
   * @default 1
   */
  readonly seed?: number | string | GivenState | undefined;
  /**
   * The first vendor's port, from 0 to 65535; each further vendor takes the next one. 0 lets the
   * system choose free ones.
   * @default 0
   */
  readonly port?: number | undefined;
  /**
   * The address to listen on. On any but a loopback address, other machines can reach the sandbox,
   * and the control API requires its token.
   * @default "127.0.0.1"
   */
  readonly host?: string | undefined;
  /**
   * A file that stores the state: read at the start if it exists, and written after every change.
   * @default none
   */
  readonly state?: string | undefined;
  /**
   * The bearer token that the control API requires: at least 16 letters, digits or any of -._~+/.
   * @default none on a loopback address; a random one elsewhere
   */
  readonly controlToken?: string | undefined;
}

export interface Settings extends Omit<CommonSettings, "seed"> {
  readonly seed: number | string | GivenState;
  readonly port: number;
  readonly host: string;
  readonly state: string | undefined;
  readonly controlToken: string | undefined;
}

/**
 * Options with their defaults.
 * @throws InputError naming the option, its value and what is allowed
 */
export function readServerOptions(options: SandboxOptions): Settings {
  const { seed, port = 0, host = "127.0.0.1", state, controlToken, ...common } = options;
  const settings = readOptions({ ...common, seed: typeof seed === "string" ? undefined : seed });
  check("seed", seed, seed !== "", "a whole number, a file or a state");
  const isAddress = host === "localhost" || isIP(host) > 0;
  check("host", host, isAddress, "an IP address or localhost");
  const last = port === 0 ? 65_535 : 65_536 - settings.vendors.length;
  check("port", port, isCount(port) && port <= last, `a whole number from 0 to ${last}`);
  check("state", state, state === undefined || state !== "", "the path of a file");
  const isToken = controlToken === undefined || /^[\w\-.~+/]{16,}=*$/.test(controlToken);
  check(
    "controlToken",
    controlToken,
    isToken,
    "at least 16 letters, digits or characters of -._~+/",
  );
  return {
    ...settings,
    seed: typeof seed === "string" ? seed : settings.seed,
    port,
    host,
    state,
    controlToken: controlToken ?? (isLoopback(host) ? undefined : madeUpToken()),
  };
}

/** Other machines can reach any other address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

/** Always random: a seed must not determine it. */
function madeUpToken(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
