import { defineConfig } from "vitepress";
import { repository, sidebar, siteLink, sitePath } from "./pages.mjs";

/** Each page's file in the repository, by its place on the site. */
const files = new Map<string, string>();

export default defineConfig({
  title: "Billkit",
  description: "What usage-billed vendors charge you, from their own APIs",
  base: process.env.DOCS_BASE ?? "/",
  srcDir: "..",
  srcExclude: [
    ".*/**",
    "{bench,e2e,scripts,specs,release,reports}/**",
    "packages/*/{api,test,src,CHANGELOG.md}",
    "packages/*/{api,test,src}/**",
    "examples/*/**",
    "**/CHANGELOG.md",
  ],
  outDir: "./.generated/site",
  cacheDir: "./.generated/cache",
  cleanUrls: true,
  rewrites(file) {
    const place = sitePath(file);
    files.set(place, file);
    return place;
  },
  markdown: {
    config(markdown) {
      markdown.core.ruler.push("repository-links", ({ tokens, env }) => {
        const { relativePath } = env as { relativePath?: string };
        if (relativePath === undefined) return;
        const from = files.get(relativePath) ?? relativePath;
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.attrGet("href");
          if (href !== null) token.attrSet("href", siteLink(from, href));
        }
      });
    },
  },
  vite: {
    // The index of the offline search is one file, which a page loads only when someone searches.
    build: { chunkSizeWarningLimit: 2000 },
    plugins: [
      {
        // Pages lie outside this folder, where Vite doesn't find its packages.
        name: "resolve-vue",
        enforce: "pre",
        resolveId(id) {
          if (!/^vue(\/|$)/.test(id)) return undefined;
          return this.resolve(id, import.meta.filename, { skipSelf: true });
        },
      },
    ],
  },
  themeConfig: {
    nav: [
      { text: "Guides", link: "/guides/" },
      { text: "Maintainers", link: "/maintainers/" },
    ],
    sidebar: sidebar(),
    search: { provider: "local" },
    outline: [2, 3],
    socialLinks: [{ icon: "github", link: repository }],
  },
});
