import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { DefaultTheme } from "vitepress";

export const root = path.resolve(import.meta.dirname, "../..");
export const repository = "https://github.com/billkit/billkit";

/** The pages that an index page of docs/ links to, in its order. */
const linked = (file: string): string[] =>
  [...read(file).matchAll(/\]\(([\w.-]+\.md)\)/g)].map(([, name = ""]) => `docs/${name}`);

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

const maintainers = new Set(["docs/maintainers.md", ...linked("docs/maintainers.md")]);

/** A page's place on the site, by its file in the repository. */
export function sitePath(file: string): string {
  const page = file
    .replace(/^docs\/reference\/(\w+)\/src\//, "api/$1/")
    .replace(/^docs\/reference\//, "api/")
    .replace(/^packages\/([\w-]+)\/docs\//, "reference/$1/")
    .replace(/^docs\/decisions\//, "maintainers/decisions/")
    .replace(
      /^(CONTRIBUTING|SECURITY)\.md$/,
      (_, name: string) => `maintainers/${name.toLowerCase()}.md`,
    );
  if (file === "docs/maintainers.md") return "maintainers/index.md";
  if (maintainers.has(file)) return file.replace(/^docs\//, "maintainers/");
  return page.replace(/^docs\//, "guides/").replace(/(^|\/)README\.md$/, "$1index.md");
}

const entry = (file: string): DefaultTheme.SidebarItem => ({
  text: (/^# (.+)$/m.exec(read(file))?.[1] ?? file).replaceAll(/[`\\]|\/src$/g, ""),
  link: `/${sitePath(file).replace(/(index)?\.md$/, "")}`,
});

const group = (text: string, files: string[], collapsed?: boolean): DefaultTheme.SidebarItem => ({
  text,
  items: files.map(entry),
  ...(collapsed !== undefined && { collapsed }),
});

const markdownIn = (folder: string): string[] =>
  (existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder)) : [])
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);

function vendors(): DefaultTheme.SidebarItem[] {
  return readdirSync(path.join(root, "packages"))
    .filter((name) => existsSync(path.join(root, `packages/${name}/docs/README.md`)))
    .map((name) => {
      const pages = markdownIn(`packages/${name}/docs`);
      const models = markdownIn(`packages/${name}/docs/models`);
      const { text = name, items = [] } = group(
        `@billkit/${name}`,
        [`packages/${name}/README.md`, ...pages],
        true,
      );
      return { text, collapsed: true, items: [...items, group("Models", models, true)] };
    });
}

function packages(): DefaultTheme.SidebarItem {
  const files = readdirSync(path.join(root, "packages"))
    .filter((name) => !existsSync(path.join(root, `packages/${name}/docs/README.md`)))
    .map((name) => `packages/${name}/README.md`)
    .filter((file) => existsSync(path.join(root, file)));
  return group("Packages", files);
}

export function sidebar(): DefaultTheme.SidebarMulti {
  const guides = linked("docs/README.md").filter((file) => !maintainers.has(file));
  return {
    "/maintainers/": [
      group("Maintainers", [
        "docs/maintainers.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        ...linked("docs/maintainers.md"),
      ]),
      group("Decisions", markdownIn("docs/decisions"), true),
    ],
    "/": [
      group("Guides", ["docs/README.md", ...guides, "examples/README.md"]),
      packages(),
      { text: "Vendors", items: vendors() },
      group(
        "API",
        ["billkit", "charges", "core"].map((name) => `docs/reference/${name}/src/index.md`),
      ),
    ],
  };
}

/** Links between files of the repository, as links of the site; to other files, as links to GitHub. */
export function siteLink(from: string, href: string): string {
  const own = `${repository}/blob/main/`;
  const target = href.startsWith(own) ? href.slice(own.length) : href;
  if (/^[a-z]+:|^#|^\//.test(target)) return href;
  const [name = "", anchor] = target.split("#");
  const file = href.startsWith(own) ? name : path.posix.join(path.posix.dirname(from), name);
  const fragment = anchor === undefined ? "" : `#${anchor}`;
  if (isPage(file)) return `/${sitePath(file)}${fragment}`;
  if (!existsSync(path.join(root, file))) return href;
  return `${repository}/blob/main/${file}${fragment}`;
}

/** Everything else of the repository's Markdown stays on GitHub. */
export const pagePatterns = [
  /^(README|CONTRIBUTING|SECURITY)\.md$/,
  /^docs\/(?!node_modules).*\.md$/,
  /^packages\/[\w-]+\/(README|docs\/.+)\.md$/,
  /^examples\/README\.md$/,
];

const isPage = (file: string): boolean =>
  pagePatterns.some((pattern) => pattern.test(file)) && existsSync(path.join(root, file));
