import { inspect } from "node:util";

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Reverses JSON escapes, percent-encoding and HTML entities, however often they were applied. */
export function decodeAll(text: string): string {
  let decoded = text;
  for (let before = ""; before !== decoded;) {
    before = decoded;
    decoded = decoded
      .replace(/\\+u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      .replace(/&#(x?)([0-9a-f]{1,9});/gi, (_, isHex: string, digits: string) =>
        String.fromCodePoint(parseInt(digits, isHex ? 16 : 10)),
      )
      .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? "");
  }
  return decoded.replaceAll("\\", "");
}

/** All that a user can see of these values: message, JSON and `inspect` with all fields. */
export function shown(...values: readonly unknown[]): string {
  return values
    .flatMap((value) => [
      String(value),
      JSON.stringify([value]),
      inspect(value, {
        ...{ depth: 20, showHidden: true, breakLength: Infinity },
        ...{ maxStringLength: Infinity, maxArrayLength: Infinity },
      }),
    ])
    .join("\n");
}
