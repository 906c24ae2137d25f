import type { ChargesDefinition, ChargeSource } from "@billkit/charges";
import { ConfigurationError, type Layer, type Logger } from "@billkit/core";
import { CommandError, exitCodes, usageError } from "../failure.js";
import { generatedVendors } from "../generated/vendors.js";

/** Options of a connect function, by name. */
export type ConnectOptions = Readonly<
  Record<string, string | number | Logger | readonly Layer[] | undefined>
>;

/** What a source of charges takes beside a client, such as an organization's name. */
export type SourceSettings = Readonly<Record<string, string | undefined>>;

/** What follows from a vendor's contract; `npm run generate` writes it. */
export interface GeneratedVendor {
  readonly title: string;
  readonly credentials: readonly {
    readonly option: string;
    readonly environment: string;
    /** The variable is also set for other purposes, as by CI. */
    readonly ambient?: true;
    /** The others replace it. */
    readonly alternative?: true;
  }[];
  /** Environment variables of addresses, by connect option. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Of the source of charges. */
  readonly options: readonly {
    readonly option: string;
    readonly required: boolean;
    readonly environment?: string;
  }[];
  /** Loads the vendor's package. */
  readonly load: () => Promise<VendorModule>;
}

/** What the commands need of a vendor before its package is loaded. */
export interface VendorEntry extends GeneratedVendor {
  /** The environment variable of each option. */
  readonly variables: Readonly<Record<string, string>>;
  /** Options that are credentials. */
  readonly secrets: readonly string[];
  /** Options that a configuration file can contain: addresses, and those of the source of charges. */
  readonly settings: readonly string[];
}

/** The parts of a vendor's package that the commands use. */
export interface VendorModule {
  readonly open: (connection: ConnectOptions, settings: SourceSettings) => ChargeSource;
  /** How the vendor's answers become charges, for `verify`. */
  readonly definition: ChargesDefinition;
}

/** Every vendor by its name on the command line. */
export const vendors: ReadonlyMap<string, VendorEntry> = new Map(
  Object.entries(generatedVendors).map(([name, vendor]) => [name, entryOf(vendor)]),
);

function entryOf(vendor: GeneratedVendor): VendorEntry {
  const { credentials, addresses, options } = vendor;
  const named = [...credentials, ...options].flatMap(({ option, environment }) =>
    environment === undefined ? [] : [[option, environment] as const],
  );
  const secrets = credentials.map(({ option }) => option);
  const regions = "region" in addresses ? ["domain"] : [];
  const own = options.map(({ option }) => option);
  return {
    ...vendor,
    variables: { ...Object.fromEntries(named), ...addresses },
    secrets,
    settings: [...Object.keys(addresses), ...regions, ...own],
  };
}

export const vendorNames: readonly string[] = [...vendors.keys()];

/** A vendor's name for readers. */
export function titleOf(vendor: string): string {
  return vendors.get(vendor)?.title ?? vendor;
}

/** What a configuration file has of an account. */
export interface AccountSettings {
  /** Names the account where the service doesn't. */
  readonly name?: string;
  /** Apart from the options, since one name can be in both: whose credential it is, and what to read. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/**
 * Loads a vendor's package and makes its source of charges. What the source itself takes is in `options`
 * too, or in the environment.
 * @throws CommandError if the source lacks something, or the region is unknown
 * @throws ConfigurationError if the client's options or its credential are missing or invalid
 */
export async function openSource(
  entry: VendorEntry,
  options: ConnectOptions,
  env: Readonly<Record<string, string | undefined>>,
  { name: account, secrets = {} }: AccountSettings = {},
): Promise<ChargeSource> {
  const { open } = await entry.load();
  const settings: Record<string, string> = {};
  for (const { option, environment = "" } of entry.options) {
    const value = options[option] ?? secrets[option] ?? env[environment];
    // The service doesn't say whose rows these are, so the account's name does.
    const fallback = option === "accountId" ? account : undefined;
    const given = [value, fallback].find((each) => typeof each === "string" && each !== "");
    if (typeof given === "string") settings[option] = given;
  }
  const missing = entry.options.find(
    ({ option, required }) => required && settings[option] === undefined,
  );
  if (missing !== undefined) {
    const { option, environment = option } = missing;
    throw new CommandError(`${entry.title}: set ${environment}.`, exitCodes.credentials);
  }
  // Another account can be read than the one whose credential is in the environment.
  const isFromEnvironment = Object.keys(secrets).length === 0;
  const isForClient = ([name]: readonly [string, unknown]): boolean => {
    const own = entry.options.find(({ option }) => option === name);
    if (own === undefined) return true;
    return entry.secrets.includes(name) && !(isFromEnvironment && env[own.environment ?? ""]);
  };
  const connection = Object.entries({ ...options, ...secrets }).filter(isForClient);
  try {
    return open(Object.fromEntries(connection), settings);
  } catch (error) {
    const isRegion = error instanceof ConfigurationError && error.option === "region";
    const region = options.region ?? env[entry.variables.region ?? ""];
    // Without a region, a credential can't be used; a wrong one is another mistake.
    throw isRegion && region ? usageError(error.message, { cause: error }) : error;
  }
}
