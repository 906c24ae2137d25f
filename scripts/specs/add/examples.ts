import fc from "fast-check";
import { type JsonObject, textAt } from "../../common/json.js";

/**
 * A value for an argument that no invented text would do for: one that its pattern matches. The same
 * pattern gives the same one.
 * @returns `{ example }`, or nothing where none is needed or found
 */
export function exampleFor(schema: JsonObject): { example?: string } {
  const pattern = textAt(schema, "pattern");
  if (pattern === "") return {};
  try {
    const texts = fc.sample(fc.stringMatching(new RegExp(pattern)), { seed: 1, numRuns: 50 });
    const { minLength = 0, maxLength = Infinity } = schema;
    const example = texts.find(
      (text) =>
        /^[ -~]+$/.test(text) &&
        text.length >= Number(minLength) &&
        text.length <= Number(maxLength),
    );
    return example === undefined ? {} : { example };
  } catch {
    // A pattern that is no expression, or looks around, has to be given its example by hand.
    return {};
  }
}
