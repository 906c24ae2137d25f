import type { Outcome } from "./row.js";

const columns = 80;
const nameWidth = 44;
/** At each end. */
const mostLines = 10;

/** The outcomes for a terminal of 80 columns; under a row that is not ok, why. */
export function render(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap((outcome) => [line(outcome), ...why(outcome)]);
  const count = (result: Outcome["result"]): number =>
    outcomes.filter((outcome) => outcome.result === result).length;
  const sum = `${count("ok")} ok, ${count("failed")} failed, ${count("not run")} not run`;
  return `${[...lines, "", sum].join("\n")}\n`;
}

function line({ name, version = "-", result, seconds }: Outcome): string {
  const cells = [
    cut(name, nameWidth).padEnd(nameWidth),
    cut(version, 14).padEnd(14),
    result.padEnd(8),
    `${seconds.toFixed(1)} s`.padStart(9),
  ];
  return cells.join(" ");
}

/** Long lines go on below; of very much, beginning and end are what says why. */
function why({ detail }: Outcome): string[] {
  const width = columns - 2;
  const lines = (detail ?? "").split("\n").flatMap((text) => {
    const parts = text.trimEnd().match(new RegExp(`.{1,${width}}`, "gsu")) ?? [];
    return parts.map((part) => `  ${part}`);
  });
  if (lines.length <= 2 * mostLines) return lines;
  return [...lines.slice(0, mostLines), "  …", ...lines.slice(-mostLines)];
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
