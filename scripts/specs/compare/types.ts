import { Cursor } from "../../generate/contract/cursor.js";
import { normalize } from "../../generate/contract/normalize.js";
import { splitSharedSchemas } from "../../generate/contract/sides.js";
import type { Context } from "./context.js";
import type { Place } from "./place.js";
import { signatureOf } from "./signature.js";
import { trailOf } from "./trail.js";
import { renamedTo, renames } from "./words.js";

/** Compares the names of schemas, which the package exports as types. */
export function compareTypeNames(context: Context): void {
  const { old, now, report } = context;
  const [was, is] = [namesOf(old, "the old contract"), namesOf(now, "the new contract")];
  const near = { old: schemasOf(old), now: schemasOf(now) };
  const gone = new Map([...was].filter(([name]) => !is.has(name)));
  const added = new Map([...is].filter(([name]) => !was.has(name)));
  const guessed = renames(meanings(gone), meanings(added));
  for (const [name, place] of gone) {
    const moved = context.renamed.get(name);
    const renamed = moved !== undefined && added.has(moved) ? moved : guessed.get(name);
    const text = `the type \`${name}\` is gone${renamedTo(renamed)}`;
    report.add("type-removed", { ...near, old: place }, [name], text);
  }
  for (const [name, place] of added)
    report.add(
      "type-added",
      { ...near, now: place },
      [undefined, name],
      `the type \`${name}\` is new`,
    );
  // Types that no operation uses are exported too.
  for (const [name, place] of near.old.members()) {
    const other = near.now.get(name);
    if (!other || context.met.has(name)) continue;
    const trail = { ...trailOf("response", { kind: "type", name }), named: name };
    context.schemas([place], [other], trail);
  }
}

function schemasOf(contract: Place): Place {
  return contract.near("components").near("schemas");
}

function meanings(names: ReadonlyMap<string, Place>): Map<string, string> {
  return new Map([...names].map(([name, place]) => [name, signatureOf([place])]));
}

/** As the generator exports them: it splits a schema that differs by direction into two types. */
function namesOf(contract: Place, file: string): Map<string, Place> {
  const source = { file, document: contract.document, lineOf: () => undefined };
  const names = new Map<string, Place>();
  const own = schemasOf(contract);
  const document = normalize(new Cursor(source, [], contract.document));
  splitSharedSchemas(document);
  for (const { key } of document.get("components").get("schemas").entries())
    names.set(key, own.get(key) ?? own.near(key.replace(/Input$/, "")));
  return names;
}
