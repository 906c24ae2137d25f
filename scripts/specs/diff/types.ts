import { Cursor } from "../../generate/contract/cursor.js";
import { normalize } from "../../generate/contract/normalize.js";
import { splitSharedSchemas } from "../../generate/contract/sides.js";
import { UserError } from "../../common/user-error.js";
import type { Comparison } from "./compare.js";
import type { Place } from "./place.js";
import { renames, sayRenamed } from "./say.js";
import { signatureOf } from "./signature.js";

/** Compares the names of schemas, which the package exports as types. */
export function compareTypes(comparison: Comparison): void {
  const { old, now, report } = comparison;
  const [was, is] = [namesOf(old, "the old contract"), namesOf(now, "the new contract")];
  const gone = new Map([...was].filter(([name]) => !is.has(name)));
  const added = new Map([...is].filter(([name]) => !was.has(name)));
  const guessed = renames(meanings(gone), meanings(added));
  for (const [name, place] of gone) {
    const moved = comparison.renamed.get(name);
    const renamed = moved !== undefined && added.has(moved) ? moved : guessed.get(name);
    report.add({
      rule: "type-removed",
      at: { old: place, new: schemasOf(now) },
      old: name,
      text: `the type \`${name}\` is gone${sayRenamed(renamed)}`,
    });
  }
  for (const [name, place] of added)
    report.add({
      rule: "type-added",
      at: { old: schemasOf(old), new: place },
      new: name,
      text: `the type \`${name}\` is new`,
    });
  // Types that no operation leads to are exported all the same.
  for (const [name, place] of schemasOf(old).members()) {
    const other = schemasOf(now).get(name);
    if (!other || comparison.met.has(name)) continue;
    const root = { kind: "type", name } as const;
    comparison.schemas([place], [other], { side: "response", root, steps: [], named: name });
  }
}

function schemasOf(contract: Place): Place {
  return contract.near("components").near("schemas");
}

function meanings(names: ReadonlyMap<string, Place>): Map<string, string> {
  return new Map([...names].map(([name, place]) => [name, signatureOf([place])]));
}

/** As the generator has it: a schema that it splits in two gives two types. */
function namesOf(contract: Place, file: string): Map<string, Place> {
  const source = { file, document: contract.document, lineOf: () => undefined };
  const names = new Map<string, Place>();
  const own = schemasOf(contract);
  try {
    const document = normalize(new Cursor(source, [], contract.document));
    splitSharedSchemas(document);
    for (const { key } of document.get("components").get("schemas").entries())
      names.set(key, own.get(key) ?? own.near(key.replace(/Input$/, "")));
  } catch (cause) {
    if (cause instanceof UserError) throw new UserError(cause.message, { cause });
    throw cause;
  }
  return names;
}
