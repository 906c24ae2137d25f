import { BillkitError } from "@billkit/core";
import type { Charge, ChargesDefinition } from "@billkit/core/charges";
import type { Body, Caller } from "../interpret/caller.js";
import { interpret } from "../interpret/interpret.js";
import { sha256 } from "../sha256.js";
import { readBody, readCharges, readManifest, type KeptBody, type Manifest } from "./folder.js";

/** A row or body that differs from the evidence. */
export interface Difference {
  /** The row's id, or the body's file. */
  readonly id: string;
  readonly problem: string;
}

/** What {@link verify} found. */
export interface Verification {
  /** Rows that were recomputed byte for byte. */
  readonly verified: number;
  readonly differences: readonly Difference[];
  /** Vendors whose rows can't be recomputed because no definition of that contract was passed. */
  readonly unverified: readonly string[];
}

/**
 * Recomputes an evidence folder's rows from its bodies, offline, and compares them byte for byte.
 *
 * @param definitions - from the vendors' packages, e.g. `deepgramChargesDefinition`
 * @throws BillkitError if the folder has no readable evidence
 */
export async function verify(
  folder: string,
  definitions: readonly ChargesDefinition[],
): Promise<Verification> {
  const manifest = await readManifest(folder);
  const kept = await readCharges(folder);
  const bodies = await readBodies(folder, manifest);
  const differences: Difference[] = [...bodies.problems];
  const unverified: string[] = [];
  let verified = 0;
  for (const { vendor, contract, options } of manifest.sources) {
    const definition = definitions.find((each) => each.contract === contract);
    if (definition === undefined) {
      unverified.push(`${vendor} (${contract})`);
      continue;
    }
    const own = bodies.texts.filter((each) => each.vendor === vendor);
    const rows = await recompute(manifest, definition, options, own);
    const expected = kept.filter((row) => row.vendor === vendor);
    const found = compare(expected, rows);
    differences.push(...found);
    verified +=
      expected.length - found.filter(({ id }) => expected.some((row) => row.id === id)).length;
  }
  const known = new Set(manifest.sources.map(({ vendor }) => vendor));
  const foreign = kept.filter(({ vendor }) => !known.has(vendor));
  differences.push(
    ...foreign.map(({ id, vendor }) => ({ id, problem: `is of ${vendor}, which wasn't read` })),
  );
  return { verified, differences, unverified };
}

type ReadBody = KeptBody & { readonly text: string };

async function readBodies(
  folder: string,
  { bodies }: Manifest,
): Promise<{ readonly texts: ReadBody[]; readonly problems: Difference[] }> {
  const texts: ReadBody[] = [];
  const problems: Difference[] = [];
  for (const body of bodies) {
    const text = await readBody(folder, body.sha256);
    const id = `bodies/${body.sha256}.json`;
    if (text === undefined) problems.push({ id, problem: "is missing" });
    else if ((await sha256(text)) !== body.sha256)
      problems.push({ id, problem: "was changed: its hash isn't the one that was recorded" });
    if (text !== undefined) texts.push({ ...body, text });
  }
  return { texts, problems };
}

async function recompute(
  { period, now }: Manifest,
  definition: ChargesDefinition,
  options: Readonly<Record<string, string | undefined>>,
  bodies: readonly ReadBody[],
): Promise<Charge[]> {
  const keyOf = (operation: string, args: object): string => JSON.stringify([operation, args]);
  const byCall = new Map<string, Body[]>();
  for (const body of bodies) {
    const key = keyOf(body.operation, body.arguments);
    byCall.set(key, [...(byCall.get(key) ?? []), body]);
  }
  const call: Caller = async function* (operation, args) {
    const kept = byCall.get(keyOf(operation, args));
    // A failed call has no body, and its rows weren't stored either.
    if (kept === undefined) throw new BillkitError(`No body of ${operation} was kept.`);
    for (const body of kept) yield await Promise.resolve(body);
  };
  const rows: Charge[] = [];
  const recomputed = interpret({
    definition,
    options,
    period,
    now,
    call,
    signal: new AbortController().signal,
    wait: () => Promise.resolve(),
    onBody: () => undefined,
    onFailure: () => undefined,
  });
  for await (const row of recomputed) rows.push(row);
  return rows;
}

function compare(kept: readonly Charge[], recomputed: readonly Charge[]): Difference[] {
  const wanted = new Map(recomputed.map((row) => [row.id, row]));
  const differences = kept.flatMap((row) => {
    const other = wanted.get(row.id);
    wanted.delete(row.id);
    if (other === undefined)
      return [{ id: row.id, problem: "doesn't follow from the kept bodies" }];
    if (JSON.stringify(row) === JSON.stringify(other)) return [];
    const field = differing(row, other);
    return [
      {
        id: row.id,
        problem: `${field} is ${valueOf(row, field)}; the kept bodies result in ${valueOf(other, field)}`,
      },
    ];
  });
  const missing = [...wanted.keys()].map((id) => ({
    id,
    problem: "is missing from charges.jsonl",
  }));
  return [...differences, ...missing];
}

const differing = (a: Charge, b: Charge): string =>
  Object.keys({ ...a, ...b }).find((key) => valueOf(a, key) !== valueOf(b, key)) ??
  "order of fields";

function valueOf(row: Charge, field: string): string {
  const value: unknown = Object.entries(row).find(([key]) => key === field)?.[1];
  return value === undefined ? "absent" : JSON.stringify(value);
}
