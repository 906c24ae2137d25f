import { errorMessage, truncate } from "../internal/format.js";
import { validateShape } from "../response/shape.js";
import { argumentText, invalidArgument } from "./argument-schema.js";
import type { BodyDefinition } from "./operation.js";

/**
 * A request's body as it is sent.
 * @throws InvalidRequestError if it breaks its schema, or can't be written as JSON
 */
export function serializeBody(
  operation: string,
  { mediaType, shape = "json" }: BodyDefinition,
  body: unknown,
): string {
  const mismatch = validateShape(shape, body);
  if (mismatch) {
    const { pointer, is, declared } = mismatch;
    throw invalidArgument(operation, "body", `is ${is}; allowed: ${declared}`, truncate(pointer));
  }
  if (mediaType.includes("urlencoded")) {
    // One pair per field, for an array one per member.
    const pairs = Object.entries(body as object).flatMap(([name, value]: [string, unknown]) =>
      value === undefined
        ? []
        : [value].flat().map((each) => [name, argumentText(operation, "body", each, `/${name}`)]),
    );
    return String(new URLSearchParams(pairs));
  }
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw invalidArgument(operation, "body", `can't be sent as JSON: ${errorMessage(error)}`);
  }
}
