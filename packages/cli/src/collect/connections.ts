import type { ChargeSource } from "@billkit/charges";
import type { Layer, Logger } from "@billkit/core";
import { pacedLayers } from "@billkit/core/pacing";
import type { AccountConfig } from "../config/accounts.js";
import type { Io } from "../io.js";
import { openSource, vendors } from "../vendors/registry.js";
import { readCredentials } from "../vendors/select.js";

/** A credential's client. */
export interface Connection {
  readonly source: ChargeSource;
  /** Set once the vendor has rejected the credential: further requests would be pointless. */
  isRejected: boolean;
}

/** The longest time that a paced call waits in the queue. */
const deadlineMs = 1_800_000;

/**
 * Connects accounts. Accounts with one credential share a client, and so its login and its rate limit.
 */
export class Connections {
  readonly #connections = new Map<string, Promise<Connection>>();
  /** By rate; the queues in them are per credential. */
  readonly #layers = new Map<string | undefined, readonly Layer[]>();

  constructor(
    private readonly io: Io,
    private readonly logger: Logger | undefined,
  ) {}

  /**
   * Reads the credential once, however many accounts it sees: a program that prints it can be slow.
   * @throws CommandError if a credential can't be read; ConfigurationError if one is missing
   */
  async open(account: AccountConfig): Promise<Connection> {
    const key = connectionKey(account);
    const known = this.#connections.get(key);
    // An error names the account.
    if (known !== undefined) return known.catch(() => this.#connect(account));
    const opened = this.#connect(account);
    this.#connections.set(key, opened);
    return opened.catch((error: unknown) => {
      this.#connections.delete(key);
      throw error;
    });
  }

  /** Drops the client of accounts that are all done, so that memory doesn't grow with their number. */
  close(key: string): void {
    this.#connections.delete(key);
  }

  async #connect(account: AccountConfig): Promise<Connection> {
    const { vendor, options, rate } = account;
    const entry = vendors.get(vendor);
    if (entry === undefined) throw new TypeError(`unknown vendor ${vendor}`);
    const secrets = await readCredentials(account, this.io.env, this.io.signal);
    const layers = this.#layers.get(rate) ?? pacedLayers(rate === undefined ? {} : { rate });
    this.#layers.set(rate, layers);
    const given = { ...options, logger: this.logger, layers, deadlineMs };
    const source = await openSource(entry, given, this.io.env, { secrets });
    return { source, isRejected: false };
  }
}

/** The same for accounts that share a client: it has where the credential comes from, not the secret. */
export function connectionKey({ vendor, credentials, options, rate }: AccountConfig): string {
  return JSON.stringify([vendor, credentials, Object.entries(options).sort(), rate]);
}
