import path from "node:path";

/** The fenced programs of a page. */
export function codeBlocks(page: string): string[] {
  return [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");
}

/** The dead links of pages, each as `page: link`. */
export function brokenLinks(pages: ReadonlyMap<string, string>): string[] {
  const broken: string[] = [];
  for (const [name, text] of pages) {
    const prose = text.replace(/^```[\s\S]*?^```$/gm, "");
    for (const match of prose.matchAll(/(?<!\\)\[[^\]]*\]\(([^)]*)\)/g)) {
      const link = match[1] ?? "";
      if (link.startsWith("https://")) continue;
      const [file = "", fragment] = link.split("#");
      const target = file === "" ? name : path.posix.join(path.posix.dirname(name), file);
      const page = pages.get(target);
      if (page === undefined || (fragment !== undefined && !anchors(page).includes(fragment))) {
        broken.push(`${name}: ${link}`);
      }
    }
  }
  return broken;
}

/** As on GitHub: repeated headings are numbered. */
function anchors(page: string): string[] {
  const seen = new Map<string, number>();
  return [...page.matchAll(/^#+ (.*)$/gm)].map((match) => {
    const text = (match[1] ?? "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    const slug = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}
