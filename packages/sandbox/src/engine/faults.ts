import {
  effectSchemas,
  faultSchema,
  longestDelayMs,
  targetSchema,
  type EngineFault,
  type FaultTarget,
  type Fields,
  type Hit,
  type OwnKind,
} from "./fault.js";
import { InputError } from "./input-error.js";
import { text, type JsonObject } from "./json.js";
import { Schemas, type Read } from "./schemas.js";
import { Seeded } from "./seeded.js";

/** What a fault can target. */
export interface FaultVendor {
  readonly name: string;
  /** Operation ids and routes. */
  readonly operations: readonly string[];
  readonly errorForms: readonly string[];
  readonly faultKinds: Readonly<Record<string, OwnKind>>;
}

/** A pending fault. */
export type ActiveFault = FaultTarget & { readonly id: string; readonly kind: string };

interface Parsed {
  readonly target: FaultTarget;
  readonly kind: string;
  /** Undefined for a fault that only delays. */
  readonly effect: Hit["effect"];
}

interface Entry extends Parsed {
  readonly id: string;
  /** Remaining hits; undefined if unlimited. */
  left: number | undefined;
  readonly random: Seeded;
}

const schemas = new Schemas();
const readTarget: Read<FaultTarget> = schemas.reader(targetSchema);
const readers = new Map(
  Object.entries<Fields>(effectSchemas).map(([kind, fields]): [string, Read<EngineFault>] => [
    kind,
    schemas.reader(faultSchema(kind, fields)),
  ]),
);

const ownReaders = new WeakMap<Fields, Read<JsonObject>>();

/** Compiled once per process, for all sandboxes. */
function ownReader(kind: string, fields: Fields): Read<JsonObject> {
  const reader = ownReaders.get(fields) ?? schemas.reader(faultSchema(kind, fields));
  ownReaders.set(fields, reader);
  return reader;
}

/** The faults of one sandbox, across its vendors. */
export class Faults {
  readonly #vendors: readonly FaultVendor[];
  readonly #seed: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #ownReaders = new Map<string, Read<JsonObject>>();
  #added = 0;
  /** Faults that requests select in a header. */
  #headerRandom: Seeded;

  constructor(vendors: readonly FaultVendor[], seed: () => number) {
    this.#vendors = vendors;
    this.#seed = seed;
    this.#headerRandom = this.#randomOfHeaders();
    for (const [kind, fields] of vendors.flatMap((vendor) => Object.entries(vendor.faultKinds))) {
      this.#ownReaders.set(kind, ownReader(kind, fields));
    }
  }

  /** @throws InputError naming what is unknown or out of range */
  add(value: unknown): ActiveFault {
    const parsed = this.#parse(value);
    this.#added += 1;
    const id = String(this.#added);
    const random = new Seeded(this.#seed(), "fault", id);
    const entry = { ...parsed, id, left: parsed.target.count, random };
    this.#entries.set(id, entry);
    return describe(entry);
  }

  list(): ActiveFault[] {
    return [...this.#entries.values()].map(describe);
  }

  /**
   * Removes one fault, or all without an id.
   * @throws InputError for an unknown id
   */
  remove(id?: string): void {
    if (id === undefined) this.#entries.clear();
    else if (!this.#entries.delete(id)) throw new InputError(`There is no fault ${id}.`);
  }

  /** Restores the initial faults, numbered from 1. */
  restart(faults: readonly unknown[]): void {
    this.#entries.clear();
    this.#added = 0;
    this.#headerRandom = this.#randomOfHeaders();
    for (const fault of faults) this.add(fault);
  }

  /**
   * The fault that affects a request, which uses up one hit: the one that the request selects
   * itself if it matches, otherwise the first pending one; the delays of all before it are added
   * up. `operation` is called only if a fault depends on it.
   * @throws InputError for an invalid fault in the request's header
   */
  take(
    vendor: string,
    operation: () => string | undefined,
    header: string | undefined,
  ): Hit | undefined {
    const own = header === undefined ? undefined : this.#parse(fromHeader(header), vendor);
    if (
      own &&
      this.#hits({ ...own, id: "", left: undefined, random: this.#headerRandom }, vendor, operation)
    ) {
      return { delayMs: own.target.delayMs ?? 0, effect: own.effect };
    }
    let delayMs = 0;
    for (const entry of this.#entries.values()) {
      if (!this.#hits(entry, vendor, operation)) continue;
      // Longer timers would fire immediately.
      delayMs = Math.min(delayMs + (entry.target.delayMs ?? 0), longestDelayMs);
      if (entry.effect) return { delayMs, effect: entry.effect };
    }
    return delayMs > 0 ? { delayMs, effect: undefined } : undefined;
  }

  #randomOfHeaders(): Seeded {
    return new Seeded(this.#seed(), "fault", "header");
  }

  #hits(entry: Entry, vendor: string, operation: () => string | undefined): boolean {
    const { target, kind, effect } = entry;
    if ((target.vendor ?? vendor) !== vendor) return false;
    if (target.operation !== undefined && target.operation !== operation()) return false;
    if (effect?.kind === "own" && !this.#has(vendor, kind, operation())) return false;
    if (target.probability !== undefined && entry.random.next() >= target.probability) return false;
    if (entry.left !== undefined) {
      entry.left -= 1;
      if (entry.left === 0) this.#entries.delete(entry.id);
    }
    return true;
  }

  /** Whether a vendor's own kind can affect an operation. */
  #has(vendor: string, kind: string, operation = ""): boolean {
    const served = this.#vendors.find(({ name }) => name === vendor);
    const own = Object.entries(served?.faultKinds ?? {}).find(([name]) => name === kind);
    return own?.[1].operations.includes(operation) ?? false;
  }

  #parse(value: unknown, hitVendor?: string): Parsed {
    const kind = text(value, "kind") ?? "";
    const place = `Fault ${kind}`;
    const effect = readers.get(kind)?.(value, place);
    const own = this.#ownReaders.get(kind)?.(value, place);
    if (!effect && !own) {
      const kinds = [...readers.keys(), ...this.#ownReaders.keys()].join(", ");
      throw new InputError(`Fault kind ${JSON.stringify(kind)} is unknown; allowed: ${kinds}.`);
    }
    const target = readTarget(value, place);
    const vendors = this.#aimedAt(target, hitVendor);
    if (effect) {
      if (effect.kind === "status") checkForm(effect.form, vendors);
      return { target, kind, effect: effect.kind === "delay" ? undefined : effect };
    }
    const hit = vendors.flatMap(({ faultKinds }) =>
      Object.entries(faultKinds).flatMap(([name, { operations }]) =>
        name === kind ? operations : [],
      ),
    );
    if (hit.length === 0) {
      throw new InputError(
        `Fault kind ${JSON.stringify(kind)} isn't supported by ${names(vendors)}.`,
      );
    }
    const { operation } = target;
    if (operation !== undefined && !hit.includes(operation)) {
      throw new InputError(
        `Fault kind ${JSON.stringify(kind)} hits ${hit.join(", ")}, not ${JSON.stringify(operation)}.`,
      );
    }
    return { target, kind, effect: { kind: "own", fault: own ?? {} } };
  }

  /** The vendors that a fault can affect. */
  #aimedAt(
    { vendor, operation }: FaultTarget,
    hitVendor: string | undefined,
  ): readonly FaultVendor[] {
    const wanted = vendor ?? hitVendor;
    const vendors = this.#vendors.filter(({ name }) => wanted === undefined || name === wanted);
    if (vendors.length === 0) {
      const served = names(this.#vendors);
      throw new InputError(
        `Fault vendor ${JSON.stringify(wanted)} is unknown; allowed: ${served}.`,
      );
    }
    const operations = vendors.flatMap((each) => each.operations);
    if (operation !== undefined && !operations.includes(operation)) {
      throw new InputError(
        `Fault operation ${JSON.stringify(operation)} is unknown; allowed: ${operations.join(", ")}.`,
      );
    }
    return vendors;
  }
}

function describe({ id, target, kind, left, effect }: Entry): ActiveFault {
  const fields = effect?.kind === "own" ? effect.fault : effect;
  return { id, kind, ...target, ...fields, ...(left === undefined ? {} : { count: left }) };
}

/** The vendor's own error forms, and two of a gateway in front of it. */
function checkForm(form: string | undefined, vendors: readonly FaultVendor[]): void {
  if (form === undefined) return;
  const forms = [...vendors.flatMap(({ errorForms }) => errorForms), "html", "empty"];
  if (forms.includes(form)) return;
  const known = [...new Set(forms)].join(", ");
  throw new InputError(`Fault form ${JSON.stringify(form)} is unknown; allowed: ${known}.`);
}

/** JSON, or only a kind: `reset`. */
function fromHeader(value: string): unknown {
  if (!value.trim().startsWith("{")) return { kind: value.trim() };
  try {
    return JSON.parse(value);
  } catch {
    throw new InputError("The fault in the header isn't JSON.");
  }
}

function names(vendors: readonly FaultVendor[]): string {
  return vendors.map(({ name }) => name).join(", ");
}
