import type { Description } from "../read/convert.js";
import { findOperation, serversOf } from "../read/find-operation.js";
import { isSwagger2, toOpenApi3 } from "../read/swagger2.js";
import type { VendorConfig, WantedOperation } from "../vendor.js";

/** A wanted operation of one description, in OpenAPI 3. */
export type Reading = NonNullable<ReturnType<typeof readingOf>>;

/** @returns undefined if the description doesn't have the operation */
export function readingOf(
  description: Description,
  wanted: WantedOperation,
  { droppedParameters }: VendorConfig,
) {
  const { document } = description;
  const found = findOperation(document, wanted.path, wanted.method);
  if (found === undefined) return undefined;
  /** Its name in messages. */
  const where = `${description.name}: ${wanted.key}`;
  return {
    ...{ description, document, wanted, where },
    /** The operation, and the path item whose parameters it shares. */
    ...(isSwagger2(document)
      ? { item: {}, operation: toOpenApi3(document, found, where, droppedParameters) }
      : found),
    /** From the innermost list. */
    servers: serversOf(document, found),
  };
}
