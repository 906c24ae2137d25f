import { resolve } from "node:path";
import { objectAt, textAt, type JsonObject } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import type { Setting } from "../commands.js";
import { isAddress, readSource, type Source } from "../read/source.js";
import { chooseVendors, readVendorFiles } from "../vendors.js";
import { parseLocated } from "../../common/yaml.js";
import { Cursor } from "../../generate/contract/cursor.js";
import { checkReferences } from "../../generate/validate/contract.js";
import { compareContracts } from "../compare/contracts.js";
import { rateIfPossible } from "../judge/judge.js";
import { type Diff, diffOf } from "../rate/level.js";
import { type LineOf, renderText } from "../rate/render.js";
import { describedContract } from "./described.js";
import { keysOf } from "../../common/json-pointer.js";

export interface DiffOptions extends Omit<Setting, "now"> {
  /** Without `old` and `new`: the old and the new one. */
  readonly files: readonly string[];
  /** With `vendor`: the descriptions that are merged on the one side. */
  readonly old: readonly string[];
  /** With `vendor`: those on the other side. */
  readonly new: readonly string[];
  /** If set, the files are descriptions that this vendor publishes. */
  readonly vendor?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * Rates the changes between two contracts, or two published descriptions of one vendor.
 * @returns the lines to print
 * @throws {UserError} if one can't be read or is invalid
 */
export async function diffCommand(options: DiffOptions): Promise<string[]> {
  const sides = sidesOf(options);
  const read = (file: string): Promise<Source> => readNamed(file, options);
  if (options.vendor !== undefined) {
    const [name = ""] = await chooseVendors(options.root, [options.vendor]);
    const files = await readVendorFiles(options.root, name);
    const contracts: JsonObject[] = [];
    for (const side of sides)
      contracts.push(await describedContract(files, ...(await Promise.all(side.map(read)))));
    const [before = {}, after = {}] = contracts;
    // Prose in both comes from the overlay, so a difference means that its place changed.
    const { changes } = compareContracts(before, after);
    const felt = diffOf(changes.filter(({ rule }) => rule !== "prose-changed"));
    return render(await rateIfPossible(before, after, felt), options);
  }
  const [[old = ""], [now = ""]] = sides;
  const before = readContract(await read(old));
  const after = readContract(await read(now));
  const linesOf =
    ({ source }: Cursor): LineOf =>
    (pointer) =>
      source.lineOf(keysOf(pointer));
  const lines = { old: linesOf(before), new: linesOf(after) };
  const diff = compareContracts(before.object(), after.object());
  return render(await rateIfPossible(before.object(), after.object(), diff), options, lines);
}

/** The two sides to compare: contracts, or a vendor's descriptions. */
function sidesOf(options: DiffOptions): [readonly string[], readonly string[]] {
  const { files, vendor, old: olds, new: news } = options;
  if (olds.length + news.length === 0) {
    const [old, now, more] = files;
    if (!old || !now || more !== undefined)
      throw new UserError("diff takes two files, OLD and NEW (see --help)");
    return [[old], [now]];
  }
  if (vendor === undefined)
    throw new UserError("--old and --new are descriptions: name the vendor with --vendor NAME");
  if (files.length > 0)
    throw new UserError(`diff takes OLD and NEW, or --old and --new, not both: ${files.join(" ")}`);
  if (olds.length === 0 || news.length === 0)
    throw new UserError(`--${olds.length === 0 ? "old" : "new"} is missing (see --help)`);
  for (const [name, side] of Object.entries({ old: olds, new: news }))
    if (side.includes("")) throw new UserError(`--${name} needs a file or an address`);
  return [olds, news];
}

async function readNamed(file: string, { here, root, fetch }: DiffOptions): Promise<Source> {
  const from = isAddress(file) ? file : resolve(here ?? root, file);
  return { ...(await readSource(from, fetch)), name: file };
}

function render(
  diff: Diff,
  { json = false }: DiffOptions,
  lines?: { old: LineOf; new: LineOf },
): string[] {
  return json ? [JSON.stringify(diff, null, 2)] : renderText(diff, lines);
}

function readContract({ name, text }: Source): Cursor {
  const { value, lineOf } = parseLocated(text, name);
  if (textAt(objectAt(value, "info"), "x-billkit-class") === "")
    throw new UserError(
      `${name}: not a contract: it has no info.x-billkit-class; for a published description name the vendor with --vendor NAME`,
    );
  const contract = Cursor.root(value, name, lineOf);
  checkReferences(contract);
  return contract;
}
