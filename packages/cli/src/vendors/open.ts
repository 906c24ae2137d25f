import type { Logger } from "@billkit/core";
import type { Io } from "../io.js";
import type { SourceOptions } from "../source-options.js";
import { checkVendorNames, liveAccounts, type Account } from "./select.js";
import { requestLogger } from "./request-logger.js";

/** The accounts a command reads, until `close`. */
export interface OpenedAccounts {
  readonly accounts: readonly Account[];
  readonly source: "service" | "sandbox";
  readonly logger: Logger | undefined;
  close(): Promise<void>;
}

/**
 * Selects the accounts that the options request.
 *
 * @throws CommandError for an unknown vendor, an invalid configuration file, or missing credentials
 */
export async function openAccounts(options: SourceOptions, io: Io): Promise<OpenedAccounts> {
  const { vendor: names = [], sandbox, config, verbose } = options;
  checkVendorNames(names);
  const logger = verbose ? requestLogger(io.stderr) : undefined;
  if (sandbox) {
    const { sandboxAccounts } = await import("./sandbox.js");
    return { ...(await sandboxAccounts(names, io.now())), source: "sandbox", logger };
  }
  const { readConfig } = await import("../config/file.js");
  const configured = await readConfig(config, io.env);
  const accounts = liveAccounts(names, configured, io);
  return { accounts, source: "service", logger, close: () => Promise.resolve() };
}
