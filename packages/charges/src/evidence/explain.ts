import { BillkitError } from "@billkit/core";
import type { Charge } from "@billkit/core/charges";
import { parseWire, WireNumber, type Wire } from "../interpret/json.js";
import { valueAt } from "../interpret/place.js";
import { sha256 } from "../sha256.js";
import { bodyFile, readBody, readCharges, readManifest } from "./folder.js";

/**
 * Explains in ten lines where a row's figure comes from: request, place in the body, formula. The body's
 * file is relative to the folder.
 *
 * @param id - the row's id
 * @param folder - evidence that `recordEvidence` stored
 * @throws BillkitError if the folder has no such row
 */
export async function explain(id: string, folder: string): Promise<string[]> {
  const { bodies } = await readManifest(folder);
  const row = (await readCharges(folder)).find((each) => each.id === id);
  if (row === undefined) throw new BillkitError(`${folder} has no charge ${id}.`);
  const { evidence } = row;
  const body = bodies.find(
    ({ vendor, sha256: hash }) => vendor === row.vendor && hash === evidence.sha256,
  );
  const text = await readBody(folder, evidence.sha256);
  const isSame = text !== undefined && (await sha256(text)) === evidence.sha256;
  const state = text === undefined ? "missing" : isSame ? "unchanged" : "CHANGED since";
  return [
    `charge    ${row.id}`,
    `amount    ${row.amount ?? "unpriced"} ${row.currency ?? ""} (${row.basis}${row.final ? "" : ", open"})`,
    `item      ${row.service}: ${row.item}${quantityOf(row)}`,
    `account   ${row.vendor} ${row.accountId}${row.accountName === undefined ? "" : ` (${row.accountName})`}`,
    `period    ${row.chargePeriodStart} to ${row.chargePeriodEnd}, view ${row.view}`,
    `request   ${evidence.operation} ${JSON.stringify(body?.arguments ?? {})}`,
    `answered  request id ${evidence.requestId ?? "none"}, contract ${evidence.contract}`,
    `body      ${bodyFile(evidence.sha256)} (${state})`,
    `place     ${evidence.pointer} = ${excerpt(text, evidence.pointer)}`,
    `formula   ${evidence.formula ?? "the vendor's own figure, as it was sent"}`,
  ].map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, "�").trimEnd());
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
  const shown = toText(value);
  return shown.length > 300 ? `${shown.slice(0, 300)}…` : shown;
}

/** JSON with numbers as they were sent. */
function toText(value: Wire | undefined): string {
  if (value instanceof WireNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(toText).join(",")}]`;
  if (value === undefined) return "nothing";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}:${toText(each)}`,
  );
  return `{${members.join(",")}}`;
}
