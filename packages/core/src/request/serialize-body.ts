import { truncate } from "../internal/format.js";
import { validateShape } from "../response/shape.js";
import { argumentText, invalidArgument } from "./argument-schema.js";
import type { SerializeBody } from "./operation.js";

/**
 * Writes a body as JSON.
 * @throws InvalidRequestError if it breaks its shape, or can't be written
 */
export const jsonBody: SerializeBody = (operation, body, shape) => {
  checkBody(operation, body, shape);
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw invalidArgument(operation, "body", `can't be sent as JSON: ${String(error)}`);
  }
};

/**
 * Writes a body as `application/x-www-form-urlencoded`: one pair per field, for an array one per member.
 * @throws InvalidRequestError if it breaks its shape, or can't be written
 */
export const formBody: SerializeBody = (operation, body, shape) => {
  checkBody(operation, body, shape);
  const pairs = Object.entries(body as object).flatMap(([name, value]: [string, unknown]) =>
    value === undefined
      ? []
      : [value].flat().map((each) => [name, argumentText(operation, "body", each, `/${name}`)]),
  );
  return String(new URLSearchParams(pairs));
};

const checkBody: (...given: Parameters<SerializeBody>) => void = (operation, body, shape) => {
  const mismatch = validateShape(shape, body);
  if (!mismatch) return;
  const { pointer, is, declared } = mismatch;
  throw invalidArgument(operation, "body", `is ${is}; allowed: ${declared}`, truncate(pointer));
};
