import {
  ConfigurationError,
  clientOptionNames,
  refuseUnknown,
  type ClientOptions,
} from "@billkit/core";

/**
 * The options of a connect function that the client takes, without the function's own.
 *
 * @param vendor - begins the message of an error
 * @param own - names of the connect function's own options
 * @throws ConfigurationError for an unknown option
 */
export function clientOptions(
  vendor: string,
  options: object,
  own: readonly string[],
): Partial<ClientOptions> {
  const fail = (option: string, problem: string): Error =>
    new ConfigurationError(`${vendor}: ${option} ${problem}`, { option });
  if (Object(options) !== options) throw fail("options", "must be an object");
  refuseUnknown(options, [...own, ...clientOptionNames], fail);
  return Object.fromEntries(Object.entries(options).filter(([name]) => !own.includes(name)));
}
