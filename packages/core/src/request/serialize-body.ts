import { short } from "../internal/format.js";
import { checkOf } from "../response/validate-shape.js";
import type { BodyDefinition } from "./operation.js";
import { invalid, text } from "./encode-value.js";

/**
 * A request's body as it is sent.
 * @throws InvalidRequestError for one that is not what was declared, or that no JSON can hold
 */
export function serializeBody(
  operation: string,
  { mediaType, shape = "json" }: BodyDefinition,
  body: unknown,
): string {
  const wrong = checkOf(shape)(body);
  if (wrong) {
    const { pointer, is, declared } = wrong;
    throw invalid(operation, "body", `is ${is}; allowed: ${declared}`, short(pointer));
  }
  if (mediaType.includes("urlencoded")) {
    // Each field by its name, of an array each member.
    const pairs = Object.entries(body as object).flatMap(([name, value]: [string, unknown]) =>
      value === undefined
        ? []
        : [value].flat().map((each) => [name, text(operation, "body", each, `/${name}`)]),
    );
    return String(new URLSearchParams(pairs));
  }
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw invalid(operation, "body", `cannot be sent as JSON: ${String(error)}`);
  }
}
