import { Contract } from "./engine/contract.js";
import { openContractVendor } from "./engine/contract-vendor.js";
import { listen, type RunningServer } from "./engine/server.js";
import { Service } from "./engine/service.js";
import { contracts } from "./generated-contracts/index.js";
import { readOptions, type SandboxOptions, type Settings } from "./options.js";
import type { DeepgramAccess } from "./vendors/deepgram/vendor.js";
import type { GenesysCloudAccess } from "./vendors/genesys-cloud/vendor.js";
import { behaviourOf, type VendorAccesses, type VendorName } from "./vendors/registry.js";

/** A running sandbox: how to reach each of the vendors that it serves. */
export type Sandbox<Name extends VendorName = VendorName> = StartedSandbox & {
  readonly vendors: Pick<VendorAccesses, Name>;
} & ("deepgram" extends Name ? { readonly deepgram: DeepgramAccess } : unknown) &
  ("genesys-cloud" extends Name ? { readonly genesysCloud: GenesysCloudAccess } : unknown);

interface StartedSandbox {
  /** Access by the vendor's name: the same objects as the properties beside it. */
  readonly vendors: Partial<VendorAccesses>;
  readonly deepgram?: DeepgramAccess;
  readonly genesysCloud?: GenesysCloudAccess;
  /** Ends at once: connections are cut, and nothing is left that keeps a process alive. */
  close(): Promise<void>;
}

/**
 * Serves the vendors' billing APIs on local ports, under the vendors' real paths, each on a port of
 * its own. As many sandboxes as wanted can run in one process.
 * @returns addresses and credentials, once every vendor answers.
 * @throws Error in one line: an option that is out of range, a port that is taken.
 */
export function startSandbox<Name extends VendorName = VendorName>(
  options?: SandboxOptions<Name>,
): Promise<Sandbox<Name>>;
export async function startSandbox(options: SandboxOptions = {}): Promise<StartedSandbox> {
  const { handle } = await openSandbox(readOptions(options));
  return handle;
}

/** The handle, and the environment variables that lead clients to the sandbox. */
export async function openSandbox(
  settings: Settings,
): Promise<{ handle: StartedSandbox; environment: Readonly<Record<string, string>> }> {
  const servers: RunningServer[] = [];
  const accesses: Partial<VendorAccesses> = {};
  const environment: Record<string, string> = {};
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
  try {
    for (const [index, name] of settings.vendors.entries()) {
      const port = settings.port === 0 ? 0 : settings.port + index;
      const { server, vendor } = await startVendor(name, port, settings);
      servers.push(server);
      Object.assign(accesses, { [name]: vendor.access(server.origin) });
      Object.assign(environment, vendor.environment(server.origin));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const { deepgram, "genesys-cloud": genesysCloud } = accesses;
  const handle = {
    vendors: accesses,
    ...(deepgram ? { deepgram } : {}),
    ...(genesysCloud ? { genesysCloud } : {}),
    close,
  };
  return { handle, environment };
}

async function startVendor(name: VendorName, port: number, settings: Settings) {
  const document = contracts[name];
  const contract = await Contract.open(document);
  const vendor =
    behaviourOf(name)?.open(settings) ?? openContractVendor(name, document, contract, settings);
  const service = new Service(contract, vendor, settings, settings);
  return { vendor, server: await listen(service, { ...settings, port }) };
}
