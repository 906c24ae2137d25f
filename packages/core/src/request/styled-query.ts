import { createQuerySerializer } from "openapi-fetch";
import { argumentText } from "./argument-schema.js";
import type { SerializeQuery } from "./operation.js";

/** Writes an array or object in any style of OpenAPI (3.1, 4.8.12). */
export const styledQuery: SerializeQuery = (operation, name, value, definition) => {
  const { style = "form", explode = true, values } = definition;
  const how = { style: style as "form", explode };
  const text = (member: unknown): string => argumentText(operation, name, member);
  const sent = Array.isArray(value)
    ? value.map(text)
    : values
      ? Object.fromEntries(
          Object.entries(value as object).map(([key, member]) => [
            encodeURIComponent(text(key)),
            text(member),
          ]),
        )
      : text(value);
  return createQuerySerializer({ array: how, object: how })({ [encodeURIComponent(name)]: sent });
};
