import type { JsonObject } from "../../common/json.js";
import { Cursor } from "../../generate/contract/cursor.js";
import { normalize } from "../../generate/contract/normalize.js";
import { splitSharedSchemas } from "../../generate/contract/sides.js";
import type { Diff } from "../rate/level.js";
import { Comparison } from "./comparison.js";
import { compareOperations } from "./operations.js";
import { compareSchemas } from "./schema.js";
import { compareService } from "./service.js";
import { signatureOf } from "./meaning.js";
import type { Place } from "./place.js";
import { each, join, renames } from "./sides.js";
import { trailOf } from "./words.js";

/**
 * The changes between two contracts for users of the generated package, rated by the rules alone.
 * @param old an OpenAPI 3.1 document in the form of specs/<vendor>/openapi.yaml
 * @throws {UserError} when a reference leads nowhere or in a circle
 */
export function compareContracts(old: JsonObject, now: JsonObject): Diff {
  const comparison = new Comparison([old, now], compareSchemas);
  compareService(comparison);
  compareOperations(comparison);
  compareTypeNames(comparison);
  return comparison.diff();
}

/** Compares the names of schemas, which the package exports as types. */
function compareTypeNames(comparison: Comparison): void {
  const { roots } = comparison;
  const schemas = each(roots, (root) => root.near("components").near("schemas"));
  const exported = [
    exportsOf(roots[0], "the old contract", schemas[0]),
    exportsOf(roots[1], "the new contract", schemas[1]),
  ] as const;
  const rows = join<Place>(exported);
  const guessed = renames(rows, (place) => signatureOf([place]));
  for (const [name, was, is] of rows) {
    if (was && is) continue;
    const moved = comparison.renamed.get(name) ?? "";
    const renamed = exported[1].has(moved) && !exported[0].has(moved) ? moved : guessed.get(name);
    const values = [was && name, is && name] as const;
    const rule = was ? "type-removed" : "type-added";
    comparison.report(rule, [was, is], schemas, `the type \`${name}\``, { values, renamed });
  }
  // Types that no operation uses are exported too.
  for (const [name, was, is] of join(each(schemas, (place) => place.members())))
    if (was && is && !comparison.met.has(name))
      comparison.schemas(
        [[was], [is]],
        schemas,
        trailOf("response", `the type ${name}`, `of the type ${name}`),
      );
}

/** As the generator exports them: it splits a schema that differs by direction into two types. */
function exportsOf({ document }: Place, file: string, schemas: Place): Map<string, Place> {
  const normal = normalize(Cursor.root(document, file));
  splitSharedSchemas(normal);
  const names = normal.get("components").get("schemas").entries();
  return new Map(
    names.map(({ key }) => [key, schemas.get(key) ?? schemas.near(key.replace(/Input$/, ""))]),
  );
}
