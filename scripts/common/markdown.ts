import { UserError } from "./user-error.js";

/** A Markdown table, whose first row is the head. */
export function markdownTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/**
 * Replaces the part of a page that a command writes.
 * @param file the page's name in errors
 * @param command such as `npm run generate`
 * @throws {UserError} if the page doesn't mark such a part
 */
export function fillPage(page: string, file: string, command: string, part: string): string {
  const [start, end] = [`<!-- written by ${command} -->`, "<!-- end -->"];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new UserError(`${file} lacks the lines ${start} and ${end}`);
  return `${page.slice(0, from)}${start}\n\n${part}\n\n${page.slice(to)}`;
}
