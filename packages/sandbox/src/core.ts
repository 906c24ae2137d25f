import { createApp, refuseRequest, type App } from "./engine/app.js";
import { sleep, type Clock } from "./engine/clock.js";
import { Contract } from "./engine/contract.js";
import { Control, type Base } from "./engine/control.js";
import { createControlApi, type ControlAccess } from "./engine/control-api.js";
import { Faults } from "./engine/faults.js";
import { naming } from "./engine/input-error.js";
import { Service } from "./engine/service.js";
import { readStateDocument, type GivenState } from "./engine/state-document.js";
import type { VendorService, World } from "./engine/vendor.js";
import { contracts } from "./generated-contracts/index.js";
import type { CommonSettings } from "./options.js";
import { openVendor, vendorNames, type VendorName } from "./vendors/registry.js";

/** One vendor of a sandbox, with or without a socket. */
export interface OpenedVendor {
  readonly name: VendorName;
  readonly vendor: VendorService;
  readonly app: App;
  /** Responds to an invalid HTTP request in the vendor's form. */
  readonly refuse: () => Response;
}

/** A sandbox without its transport: no socket, no file. */
export interface Core {
  readonly vendors: readonly OpenedVendor[];
  readonly control: Control;
}

export interface CoreOptions extends ControlAccess {
  /** The seed's name in error messages; the option if absent. */
  readonly seedName?: string;
  /** Called after every change of the state. */
  readonly changed: () => void;
}

/** @throws InputError for an invalid seed or fault */
export async function openCore(settings: CommonSettings, options: CoreOptions): Promise<Core> {
  const { seed } = settings;
  const { seedName = "Sandbox option seed" } = options;
  const given: GivenState =
    typeof seed === "number"
      ? { seed }
      : naming(seedName, () => readStateDocument(seed, vendorNames));
  const base: Base = { seed: given.seed ?? 1, clockOffsetMs: given.clockOffsetMs ?? 0 };
  const world: World = {
    get seed() {
      return base.seed;
    },
    clock: ahead(settings.clock, () => base.clockOffsetMs),
    reportPolls: settings.reportPolls,
    changed: options.changed,
  };
  const opened = [];
  for (const name of settings.vendors) {
    const { vendor, contract } = await openNamed(name, world, given, seedName);
    opened.push({
      name,
      vendor,
      contract,
      service: new Service(contract, vendor, world, settings),
    });
  }
  const faults = new Faults(
    opened.map(({ name, vendor, contract }) => ({
      name,
      operations: [...contract.operationIds, ...Object.keys(vendor.routes)],
      errorForms: Object.keys(vendor.errorForms),
      faultKinds: vendor.faultKinds,
    })),
    () => base.seed,
  );
  const control = new Control(
    opened,
    vendorNames,
    base,
    { given, faults: settings.faults },
    faults,
    options.changed,
  );
  const api = createControlApi(control, options);
  const vendors = opened.map(({ name, vendor, service }) => {
    const app = createApp(name, service, { faults, clock: world.clock, api });
    const refuse = () => refuseRequest(service, world.clock);
    return { name, vendor, app, refuse };
  });
  return { vendors, control };
}

async function openNamed(name: VendorName, world: World, given: GivenState, seedName: string) {
  const document = contracts[name];
  const contract = await Contract.open(document);
  const opening = { document, world, given: given.vendors?.[name], at: `/vendors/${name}` };
  const vendor = naming(seedName, () => openVendor(name, contract, opening));
  return { vendor, contract };
}

/** The same clock, this many milliseconds later. */
function ahead(clock: Clock, offsetMs: () => number): Clock {
  return {
    now: () => clock.now() + offsetMs(),
    sleep: (ms, signal) => sleep(clock, ms, signal),
  };
}
