import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, it } from "@jest/globals";
import type { Charge } from "@billkit/core/charges";
import { sandboxRows, settlement } from "../focus/bills.js";
import { toFocus, type FocusVersion } from "../src/index.js";

let rows: Charge[] = [];
beforeAll(async () => {
  rows = await sandboxRows();
});

const titles: Readonly<Record<string, string>> = {
  datadog: "Datadog",
  deepgram: "Deepgram",
  digitalocean: "DigitalOcean",
  "genesys-cloud": "Genesys Cloud",
  github: "GitHub",
  openai: "OpenAI",
  twilio: "Twilio",
};

const listed = (values: readonly string[]): string =>
  [...new Set(values)].sort().join(", ") || "nothing";

/** A vendor's line of the table: categories in the file, and those in the sidecar with reasons. */
function lineOf(vendor: string, version: FocusVersion): string[] {
  const own = rows.filter((row) => row.vendor === vendor);
  const { csv, count, rejected } = toFocus(own, { version, settlement });
  const written = own.filter(({ id }) => csv.includes(`,${id},`));
  expect(written).toHaveLength(count);
  return [
    titles[vendor] ?? vendor,
    listed(written.map(({ category }) => category)),
    listed(rejected.map(({ reason }) => reason)),
  ];
}

it("the page on charges says what conforms to FOCUS, per vendor and for both versions", () => {
  const page = readFileSync(path.join(__dirname, "../../../docs/charges.md"), "utf8");
  const cells = page
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
  for (const vendor of Object.keys(titles)) {
    const line = lineOf(vendor, "1.2");
    expect(lineOf(vendor, "1.4")).toEqual(line);
    expect(cells).toContainEqual(line);
  }
});
