import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = path.resolve(__dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const page = "https://github.com/billkit/billkit";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly exports: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

const published = readdirSync(path.join(root, "packages"))
  .map((folder) => `packages/${folder}`)
  .filter((folder) => existsSync(path.join(root, folder, "package.json")))
  .map((folder) => ({
    folder,
    manifest: JSON.parse(read(`${folder}/package.json`)) as Manifest,
  }))
  .filter(({ manifest }) => manifest.private !== true)
  .map(({ folder, manifest }) => [manifest.name, folder, manifest] as const);

/** What the package's page on a registry shows. */
describe.each(published)("the page of %s", (name, folder, manifest) => {
  it("leads to the source, the issues and the licence", () => {
    expect(manifest).toMatchObject({
      homepage: `${page}/tree/main/${folder}#readme`,
      bugs: { url: `${page}/issues` },
      repository: { type: "git", url: `git+${page}.git`, directory: folder },
      license: "MIT",
      publishConfig: { access: "public" },
    });
    expect(read(`${folder}/LICENSE`)).toBe(read("LICENSE"));
  });

  it("can be found by what it is about", () => {
    expect(manifest.description).toMatch(/^.{20,120}$/);
    expect(manifest.keywords).toEqual(expect.arrayContaining(["billing", "openapi", "sdk"]));
    // A word or a hyphenated one each, none twice; a vendor's package has the vendor's name.
    expect(manifest.keywords.filter((word) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(word))).toEqual([]);
    expect(new Set(manifest.keywords).size).toBe(manifest.keywords.length);
    const vendor = path.basename(folder);
    if (existsSync(path.join(root, "specs", vendor))) expect(manifest.keywords).toContain(vendor);
  });

  it("is its README, which says how to install and use it, and where the guides are", () => {
    const readme = read(`${folder}/README.md`);
    expect(readme.split("\n")[0]).toBe(`# ${name}`);
    expect(readme).toMatch(new RegExp(`npm install (--save-dev )?${name}\\n`));
    expect(readme).toMatch(new RegExp(`\`\`\`ts\\n[^]*?from "${name}["/]`));
    expect(readme).toContain(`](${page}/blob/main/docs/README.md)`);
  });

  it("links to nothing that is not part of the package", () => {
    const links = [...read(`${folder}/README.md`).matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
    // Of what is published, the README's own folder holds dist, src and docs.
    expect(links.map(([, to = ""]) => to).filter((to) => !to.startsWith("docs/"))).toEqual([]);
  });

  it("leads to pages of the repository that are there", () => {
    const own = new RegExp(`\\]\\(${page}/(?:blob|tree)/main/([^)#]+)`, "g");
    const pages = [...read(`${folder}/README.md`).matchAll(own)].map(([, file = ""]) => file);
    expect(pages).not.toEqual([]);
    expect(pages.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});

it("holds for every package that there is", () => {
  expect(published.map(([name]) => name)).toEqual(
    expect.arrayContaining(["billkit", "@billkit/core", "@billkit/sandbox"]),
  );
});
