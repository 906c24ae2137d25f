/** How a text is marked for reading: with colour on a terminal, and not at all elsewhere. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly failure: (text: string) => string;
}

interface Output {
  readonly isTTY?: boolean | undefined;
}

/**
 * Colour on a terminal only. `NO_COLOR` (any value but empty) turns it off and wins over
 * `FORCE_COLOR`, which turns it on in a pipe as well.
 *
 * @see https://no-color.org
 */
export function styleFor(output: Output, env: Readonly<Record<string, string | undefined>>): Style {
  return usesColour(output, env) ? coloured : unmarked;
}

function usesColour(output: Output, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return output.isTTY === true && env.TERM !== "dumb";
}

const mark =
  (on: number, off: number) =>
  (text: string): string =>
    text === "" ? text : `\u001b[${on}m${text}\u001b[${off}m`;
const same = (text: string): string => text;

const coloured: Style = {
  bold: mark(1, 22),
  dim: mark(2, 22),
  warning: mark(33, 39),
  failure: mark(31, 39),
};
const unmarked: Style = { bold: same, dim: same, warning: same, failure: same };
