import { dig, isObject, text, type Json } from "./json.js";
import { putAt } from "./put-at.js";
import type { Call } from "./vendor.js";

/** How many pages a list has that is generated from its contract. */
const pages = 3;

/** The parameter of an address or a cursor that selects the page. */
const pageParameter = /cursor|page.?token|^(page|after|token|next)$/i;

/**
 * Continues a generated list as its `x-billkit-pages` declares: by cursors, or by addresses with one. Each
 * page has other items, since its address differs.
 * @param parameters of the operation, resolved
 * @returns undefined if the operation has no such trait, or no parameter that takes a cursor
 */
export function samplePages(
  operation: unknown,
  parameters: readonly unknown[],
): ((json: Json, call: Call) => Json) | undefined {
  const trait = dig(operation, "x-billkit-pages");
  const form = text(trait, "form");
  const next = text(trait, "next");
  if (!isObject(trait) || next === undefined) return undefined;
  const declared = parameters.find((each) => {
    const name = text(each, "name") ?? "";
    const own = text(trait, "parameter");
    return (
      text(each, "in") === "query" && (own === undefined ? pageParameter.test(name) : name === own)
    );
  });
  const name = text(declared, "name");
  if (name === undefined) return undefined;
  return (json, { query, origin, address }) => {
    const page = Number(query.text(name) ?? query.number(name) ?? 1);
    const isLast = !(page < pages);
    const more = text(trait, "more");
    const counted = more === undefined ? json : putAt(json, more, !isLast);
    if (isLast) return counted;
    const url = new URL(address, origin);
    url.searchParams.set(name, String(page + 1));
    return putAt(counted, next, form === "cursor" ? cursorOf(declared, page + 1) : url.href);
  };
}

function cursorOf(parameter: unknown, page: number): Json {
  const type = dig(parameter, "schema", "type");
  return type === "integer" || type === "number" ? page : String(page);
}
