import { type SchemaReference, schemaProblems } from "../../common/json-schema.js";
import type { Cursor } from "../contract/cursor.js";

/**
 * Checks a contract, or a trait in it, against a schema of specs/.
 * @throws {UserError} naming the place of the first mistake
 */
export function checkGrammar(at: Cursor, reference: SchemaReference): void {
  const [problem] = schemaProblems(reference, at.value);
  if (problem) at.at(problem.path).fail(problem.message);
}
