import { schemaProblems } from "../../common/json-schema.js";
import type { Cursor } from "../contract/cursor.js";

/**
 * Checks a trait against its definition in specs/traits.schema.json.
 * @throws {UserError} naming the place of the first mistake
 */
export function checkGrammar(trait: Cursor, name: "connect" | "pages" | "report"): void {
  const [problem] = schemaProblems(`traits#/$defs/${name}`, trait.value);
  if (problem) problem.path.reduce((at, key) => at.get(key), trait).fail(problem.message);
}
