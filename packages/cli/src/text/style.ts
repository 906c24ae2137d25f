/** Functions that mark text with colour, or return it unchanged. */
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
 * Uses colour on a terminal only. A non-empty `NO_COLOR` turns it off and overrides `FORCE_COLOR`, which
 * turns it on in a pipe.
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
