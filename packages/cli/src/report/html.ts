/** Markup that is already escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Control characters and bidirectional marks, which could disguise text. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Markup in which every value is escaped, unless it is `Html` itself. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(
    strings.map((text, at) => text + (at < values.length ? render(values[at]) : "")).join(""),
  );
}

function render(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.markup;
  if (typeof part === "object") return part.map(render).join("");
  return String(part)
    .replace(unsafe, "\ufffd")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
