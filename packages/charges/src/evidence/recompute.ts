import type { Charge, ChargesDefinition } from "@billkit/core/charges";
import { limitAccounts } from "../collect/limit-accounts.js";
import { dropRepeatedPartitions } from "../partition.js";
import { labelOf, type KeptSource, type Manifest, type MissingRows } from "./manifest.js";
import { replay, type ReadBody } from "./replay.js";

/** A row, body or call that differs from the evidence. */
export interface Difference {
  /** The row's id, the body's file, or the call. */
  readonly id: string;
  readonly problem: string;
}

/** Rows that a manifest's bodies result in. */
export interface Recomputed {
  readonly rows: readonly Charge[];
  /** Calls whose bodies aren't kept. */
  readonly missing: readonly Difference[];
  /** What failed when the bill was read. */
  readonly failures: readonly MissingRows[];
  /** Sources without a definition. */
  readonly unknown: readonly KeptSource[];
}

/** Recomputes the sources of an evidence folder, as `charges` read them. */
export async function recompute(
  manifest: Manifest,
  definitions: readonly ChargesDefinition[],
  bodies: readonly ReadBody[],
  isWanted: (source: KeptSource) => boolean = () => true,
): Promise<Recomputed> {
  const missing: Difference[] = [];
  const failures: MissingRows[] = (manifest.failures ?? []).map((each) => missingRows(each));
  const unknown: KeptSource[] = [];
  const [whole, partial]: [Charge[][], Charge[][]] = [[], []];
  for (const [at, source] of manifest.sources.entries()) {
    if (!isWanted(source)) continue;
    const definition = definitions.find(({ contract }) => contract === source.contract);
    if (definition === undefined) {
      unknown.push(source);
      continue;
    }
    const known = (manifest.failures ?? []).filter((each) => each.source === at);
    const own = bodies.filter(
      (each) => each.vendor === source.vendor && (each.source ?? at) === at,
    );
    const kept = { bodies: own, failures: known };
    const { accounts } = source;
    const limited = accounts === undefined ? definition : limitAccounts(definition, accounts);
    const read = await replay({ run: manifest, source, definition: limited, ...kept });
    const messages = new Set(known.map(({ message }) => message));
    // Messages used to begin with the vendor.
    const isKnown = (message: string): boolean =>
      messages.has(message) || messages.has(`${source.vendor}: ${message}`);
    const found = read.problems.filter((message) => !isKnown(message));
    failures.push(...found.map((message) => missingRows({ ...source, message })));
    missing.push(
      ...read.missing.map(({ operation, arguments: args }) => ({
        id: `${labelOf(source)}: ${operation} ${JSON.stringify(args)}`,
        problem: "the response isn't kept, so its rows can't be recomputed",
      })),
    );
    const isWhole = known.length + found.length === 0;
    (isWhole ? whole : partial).push([...read.rows]);
  }
  // As in a run: a source that failed in part gives way to one that has all rows of a partition.
  const rows = [...whole, ...partial].flatMap(dropRepeatedPartitions());
  return { rows, missing, failures, unknown };
}

const missingRows = ({ vendor, account, message }: MissingRows): MissingRows => ({
  vendor,
  ...(account !== undefined && { account }),
  message,
});
