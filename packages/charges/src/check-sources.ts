import { ConfigurationError, refuseUnknown } from "@billkit/core";
import type { ChargesDefinition, ChargeSource, FieldValue } from "@billkit/core/charges";

/** Builds the error for an option of ours. */
export const optionError = (owner: string) => (option: string, problem: string) =>
  new ConfigurationError(`${owner}: ${option} ${problem}`, { option });

/** Checks the options of all sources. @throws ConfigurationError */
export function checkSources(sources: readonly ChargeSource[]): void {
  for (const source of sources)
    // One that is limited to some accounts can have options of views that it doesn't use.
    if ("definition" in source && source.accounts === undefined)
      refuseUnknown(source.options, optionsIn(source.definition), optionError(source.vendor));
  checkAccounts(sources);
}

/** The options that a definition takes values from. */
function optionsIn(definition: ChargesDefinition): string[] {
  const found = new Set<string>();
  JSON.stringify(definition.views, (key, value: unknown) => {
    if (key === "option" && typeof value === "string") found.add(value);
    return value;
  });
  return [...found];
}

/**
 * Checks that rows of two sources can be told apart: some vendors' responses don't name the
 * account, so an option does.
 * @throws ConfigurationError if two sources of a vendor lack that option
 */
function checkAccounts(sources: readonly ChargeSource[]): void {
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
