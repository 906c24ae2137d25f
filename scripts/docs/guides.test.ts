import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import * as billkit from "billkit";
import { genesysCloudRegions } from "billkit/genesys-cloud";
import { parse } from "yaml";
import { findVendors } from "../generate/vendors.js";

const root = path.resolve(__dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** The cells of each row of a page's tables, without their backticks. */
function rowsOf(file: string): string[][] {
  return read(file)
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\|[ |:-]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replace(/^`([^`]*)`$/, "$1")),
    );
}

const guides = readdirSync(path.join(root, "docs")).filter(
  (file) => file.endsWith(".md") && file !== "README.md",
);

describe("the guides", () => {
  it.each(guides)("%s is in the index, and has a title", (file) => {
    expect(read("docs/README.md")).toContain(`](${file})`);
    expect(read(`docs/${file}`)).toMatch(/^# \S.*\n\n/);
  });

  it("are led to from the README, as the examples are", () => {
    expect(read("README.md")).toContain("](docs/README.md)");
    expect(read("README.md")).toContain("](examples/README.md)");
  });
});

describe("docs/credentials.md", () => {
  it("has each region with its domain", () => {
    const regions = rowsOf("docs/credentials.md").filter(([, domain]) => domain?.includes("cloud"));
    expect(Object.fromEntries(regions.map(([region, domain]) => [region, domain]))).toEqual(
      expect.objectContaining(genesysCloudRegions),
    );
  });
});

describe("docs/errors.md", () => {
  it("says of each class what to do", () => {
    const classes = Object.keys(billkit).filter((name) => name.endsWith("Error"));
    const rows = rowsOf("docs/errors.md").filter(([name]) => name?.endsWith("Error"));
    expect(rows.map(([name]) => name).sort()).toEqual(classes.sort());
    for (const [, when, what] of rows) expect([when, what].join("")).toMatch(/^.{20,}$/);
  });
});

describe("docs/retries-limits-and-pacing.md", () => {
  const rows = rowsOf("docs/retries-limits-and-pacing.md").filter(([name]) => name !== "option");
  const options = read("packages/core/src/options.ts");

  it.each(rows.map(([name = "", value = ""]) => [name, value]))("%s is %s", (name, value) => {
    const [, said = ""] =
      new RegExp(`((?:(?!\\*/)[^])*)\\*/\\n  readonly ${name}\\?`).exec(options) ?? [];
    const [, number = "none"] = /@default ([\d_]+)/.exec(said.slice(said.lastIndexOf("/**"))) ?? [];
    expect(value.replaceAll(" ", "")).toBe(number.replaceAll("_", ""));
  });

  it("has the four that bound a call", () => {
    expect(rows).toHaveLength(4);
  });
});

describe("docs/coming-from-the-official-clients.md", () => {
  it("names the versions that `npm run clients` runs", () => {
    const { dependencies } = JSON.parse(read("e2e/clients/package.json")) as {
      dependencies: Record<string, string>;
    };
    const [, intro = ""] = read("docs/coming-from-the-official-clients.md").split("\n\n");
    for (const [name, version] of Object.entries(dependencies))
      expect(intro).toMatch(new RegExp(`\\[${name}\\]\\([^)]*\\)[^(]*\\(${version}\\)`));
  });

  const here = rowsOf("docs/coming-from-the-official-clients.md").map(([, cell]) => cell ?? "");

  it.each(
    findVendors(root)
      .filter((vendor) => guides.includes(`quickstart-${vendor}.md`))
      .flatMap((vendor) => operationsOf(vendor)),
  )("has what %s is called there", (operation) => {
    expect(here.filter((cell) => new RegExp(`\\.${operation}\\(`).test(cell))).not.toEqual([]);
  });
});

function operationsOf(vendor: string): string[] {
  const contract = parse(read(`specs/${vendor}/openapi.yaml`)) as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  return Object.values(contract.paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId }) => operationId ?? []),
  );
}
