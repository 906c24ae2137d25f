import { BillkitError } from "@billkit/core";
import type { Charge, ChargesDefinition } from "@billkit/core/charges";
import { parseWire, wireText, type Wire } from "../interpret/json.js";
import { valueAt } from "../interpret/place.js";
import { sha256 } from "../sha256.js";
import { compare } from "./compare.js";
import { bodyFile, readBody, readCharges, readManifest } from "./folder.js";
import type { Manifest } from "./manifest.js";
import { readBodies } from "./read-bodies.js";
import { recompute } from "./recompute.js";

/** Where a row's figure comes from. */
export interface Explanation {
  /** Ten lines: request, place in the body, and the formula or what differs. */
  readonly lines: readonly string[];
  /**
   * `verified` if the unchanged bodies result in the row, `different` if they don't, `unknown` if no definition
   * of the row's contract was passed.
   */
  readonly state: "verified" | "different" | "unknown";
}

/**
 * Explains where a row's figure comes from, and compares the row with what the unchanged bodies result in.
 * The body's file is relative to the folder.
 *
 * @param id - the row's id
 * @param folder - evidence that `recordEvidence` stored
 * @param definitions - from the vendors' packages, e.g. `deepgramChargesDefinition`
 * @throws BillkitError if the folder has no such row, or no readable evidence
 */
export async function explain(
  id: string,
  folder: string,
  definitions: readonly ChargesDefinition[],
): Promise<Explanation> {
  const manifest = await readManifest(folder);
  const row = (await readCharges(folder)).find((each) => each.id === id);
  if (row === undefined) throw new BillkitError(`${folder} has no charge ${id}.`);
  const { evidence } = row;
  const body = manifest.bodies.find(
    (each) =>
      each.vendor === row.vendor &&
      each.operation === evidence.operation &&
      each.sha256 === evidence.sha256 &&
      each.requestId === evidence.requestId,
  );
  const text = await readBody(folder, evidence.sha256);
  const isSame = text !== undefined && (await sha256(text)) === evidence.sha256;
  const bodyState = text === undefined ? "missing" : isSame ? "unchanged" : "CHANGED";
  const { state, problem } =
    bodyState === "unchanged"
      ? await check(row, folder, manifest, definitions)
      : ({ state: "different", problem: `nothing proves it: its body is ${bodyState}` } as const);
  const conclusion = {
    verified: `formula   ${evidence.formula ?? "the vendor's own figure, as it was sent"}`,
    different: `DIFFERS   ${id}: ${problem}`,
    unknown: `UNCHECKED no definition of ${evidence.contract} is known, so it can't be recomputed`,
  };
  const lines = [
    `charge    ${row.id}`,
    `amount    ${row.amount ?? "unpriced"} ${row.currency ?? ""} (${row.basis}${row.final ? "" : ", open"})`,
    `item      ${row.service}: ${row.item}${quantityOf(row)}`,
    `account   ${row.vendor} ${row.accountId}${row.accountName === undefined ? "" : ` (${row.accountName})`}`,
    `period    ${row.chargePeriodStart} to ${row.chargePeriodEnd}, view ${row.view}`,
    `request   ${evidence.operation} ${JSON.stringify(body?.arguments ?? {})}`,
    `answered  request id ${evidence.requestId ?? "none"}, contract ${evidence.contract}`,
    `body      ${bodyFile(evidence.sha256)} (${bodyState})`,
    `place     ${evidence.pointer} = ${excerpt(text, evidence.pointer)}`,
    conclusion[state],
  ];
  return { lines: lines.map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, "�").trimEnd()), state };
}

/** Recomputes the row's vendor from the unchanged bodies: a changed one proves nothing. */
async function check(
  row: Charge,
  folder: string,
  manifest: Manifest,
  definitions: readonly ChargesDefinition[],
): Promise<{ readonly state: Explanation["state"]; readonly problem: string }> {
  const { all, problems } = await readBodies(folder, manifest);
  const bad = new Set(problems.map(({ id }) => id));
  const intact = all.map(({ text, ...body }) =>
    text === undefined || bad.has(bodyFile(body.sha256)) ? body : { ...body, text },
  );
  const { rows, unknown } = await recompute(
    manifest,
    definitions,
    intact,
    ({ vendor }) => vendor === row.vendor,
  );
  const [difference] = compare(
    [row],
    rows.filter(({ id }) => id === row.id),
  );
  if (difference === undefined) return { state: "verified", problem: "" };
  if (unknown.some(({ contract }) => contract === row.evidence.contract))
    return { state: "unknown", problem: "" };
  const [other] = problems;
  const cause = other === undefined ? "" : `; ${other.id} ${other.problem}`;
  return { state: "different", problem: `${difference.problem}${cause}` };
}

const quantityOf = ({ quantity, unit }: Charge): string =>
  quantity === undefined ? "" : `, ${quantity}${unit === undefined ? "" : ` ${unit}`}`;

function excerpt(text: string | undefined, pointer: string): string {
  if (text === undefined) return "?";
  let value: Wire | undefined;
  try {
    value = valueAt(parseWire(text), pointer);
  } catch {
    return "? (the body isn't JSON)";
  }
  const shown = value === undefined ? "nothing" : wireText(value);
  return shown.length > 300 ? `${shown.slice(0, 300)}…` : shown;
}
