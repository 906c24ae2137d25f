import { Cursor } from "../../generate/contract/cursor.js";
import { normalize } from "../../generate/contract/normalize.js";
import { readService } from "../../generate/contract/service.js";
import { readPages } from "../../generate/traits/pages.js";
import { readReports } from "../../generate/traits/reports.js";
import type { JsonObject } from "../../common/json.js";

const TRAITS = ["x-billkit-pages", "x-billkit-report"];

/**
 * Checks the traits that name places in an operation's response.
 * @param file overlay.yaml, where traits are written
 * @param lineOf the line in it of a place in the contract
 * @throws {UserError} with file and line of the first one that is invalid or leads nowhere
 */
export function checkOperationTraits(
  contract: JsonObject,
  file: string,
  lineOf: (path: readonly string[]) => number | undefined,
): void {
  const text = JSON.stringify(contract);
  if (!TRAITS.some((name) => text.includes(`"${name}"`))) return;
  const service = readService(normalize(Cursor.root(contract, file, lineOf)));
  for (const operation of service.tags.flatMap((tag) => tag.operations)) readPages(operation);
  readReports(service);
}
