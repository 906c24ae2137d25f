import type { ChargeSource, FieldValue } from "@billkit/core/charges";

/**
 * Some vendors' responses don't identify the account, although the caller can: two such accounts
 * would share an id. The account's name replaces an id that isn't given.
 */
export function withOwnId(source: ChargeSource, name: string): ChargeSource {
  if (!("definition" in source)) return source;
  const missing = source.definition.views
    .flatMap(({ fields }) => optionsOf(fields.accountId))
    .filter((option) => source.options[option] === undefined);
  const given = Object.fromEntries(missing.map((option) => [option, name]));
  return { ...source, options: { ...source.options, ...given } };
}

/** Options that an id is taken from, if there is a constant to fall back on. */
function optionsOf(field: FieldValue): string[] {
  if (typeof field === "string" || !("first" in field)) return [];
  const hasConstant = field.first.some((each) => typeof each === "object" && "constant" in each);
  if (!hasConstant) return [];
  return field.first.flatMap((each) =>
    typeof each === "object" && "option" in each ? [each.option] : [],
  );
}
