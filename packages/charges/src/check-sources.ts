import { ConfigurationError } from "@billkit/core";
import type { ChargeSource, FieldValue } from "@billkit/core/charges";

/**
 * Checks that rows of two sources can be told apart: some vendors' responses don't name the
 * account, so an option does.
 * @throws ConfigurationError if two sources of a vendor lack that option
 */
export function checkAccounts(sources: readonly ChargeSource[]): void {
  const unnamed = new Set<string>();
  for (const source of sources) {
    if ("read" in source) continue;
    const { vendor, definition, options } = source;
    const lacking = definition.views.flatMap(({ fields }) => optionOf(fields.accountId) ?? [])[0];
    if (lacking === undefined || options[lacking] !== undefined) continue;
    if (unnamed.has(vendor)) {
      throw new ConfigurationError(
        `charges: two sources of ${vendor} need the option ${lacking}, such as { ${lacking}: "production" }, because the service doesn't identify the account.`,
        { option: lacking },
      );
    }
    unnamed.add(vendor);
  }
}

/** The option that alone names the account. */
function optionOf(field: FieldValue): string | undefined {
  if (typeof field !== "object" || !("first" in field)) return undefined;
  const [first] = field.first;
  return typeof first === "object" && "option" in first ? first.option : undefined;
}
