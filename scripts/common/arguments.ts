import { parseArgs, type ParseArgsConfig } from "node:util";
import { messageOf, UserError } from "./user-error.js";

/**
 * Parses a command line with `node:util`'s parseArgs.
 * @param config the options, whether positionals are allowed, and `args` to parse instead of the
 *   process's own
 * @param usage appended to errors, such as `usage: npm run generate [-- --check]`
 * @throws {UserError} for an unknown option, a missing value or an unexpected argument
 */
export function readArguments<const Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [first = ""] = messageOf(error).split(". ");
    throw new UserError(`${first}; ${usage}`, { cause: error });
  }
}
