import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { Copy, succeeded } from "./testing/copy.js";

/**
 * Adds a vendor with Basic, pages and amounts by a vendor.yaml and an overlay.yaml alone, in a copy of the
 * repository, and reads its bill.
 */
jest.setTimeout(600_000);

const prepared = path.join(__dirname, "fixtures/confluent");
let copy: Copy;

beforeAll(async () => {
  copy = new Copy();
  const folder = path.join(copy.root, "specs/confluent");
  mkdirSync(folder);
  for (const file of ["vendor.yaml", "overlay.yaml"])
    cpSync(path.join(prepared, file), path.join(folder, file));
  const from = ["--from", path.join(prepared, "description.yaml")];
  await succeeded(copy.tsx("scripts/specs/main.ts", ["add", "confluent", ...from]));
  copy.install("confluent");
  await succeeded(copy.tsx("scripts/generate/main.ts", []));
});
afterAll(() => {
  copy.remove();
});

it("keeps the prepared files, and builds a package whose own tests pass", async () => {
  for (const file of ["vendor.yaml", "overlay.yaml"])
    expect(readFileSync(path.join(copy.root, "specs/confluent", file), "utf8")).toBe(
      readFileSync(path.join(prepared, file), "utf8"),
    );
  const filters = ["--filter=@billkit/confluent", "--filter=@billkit/charges"];
  await succeeded(copy.turbo(["build", ...filters]));
  await succeeded(copy.node("typescript/bin/tsc", ["-p", "packages/confluent/tsconfig.json"]));
  await succeeded(copy.turbo(["test", "--filter=@billkit/confluent"]));
  const results = path.join(copy.root, "packages/confluent/.test-results.json");
  expect(JSON.parse(readFileSync(results, "utf8"))).toMatchObject({ success: true });
});

/** Prints the rows of the vendor's bill, and the text of every page that they were read from. */
const program = `
import { charges, toCsv } from "@billkit/charges";
import { connectConfluent } from "@billkit/confluent/connect";
import { confluentCharges } from "@billkit/confluent/charges";
import { startSandbox } from "@billkit/sandbox";

const clock = { now: () => Date.parse("2026-06-30T12:00:00Z") };
const sandbox = await startSandbox({ vendors: ["confluent"], clock, validateResponses: true });
const { baseUrl, credential } = sandbox.vendors.confluent;
const [apiKey, apiSecret] = atob(credential).split(":");
const pages = [];
const client = connectConfluent({
  baseUrl,
  apiKey,
  apiSecret,
  fetch: async (input, init) => {
    const response = await fetch(input, init);
    pages.push({ url: String(input.url ?? input), text: await response.clone().text() });
    return response;
  },
});
const rows = [];
// Generated dates are within the 90 days before the sandbox's time.
const period = "2026-04-01..2026-06-30";
for await (const row of charges([confluentCharges(client)], { period })) rows.push(row);
console.log(JSON.stringify({ rows, pages, csv: toCsv(rows) }));
await sandbox.close();
`;

/** The values of a field as they were sent. */
const valuesOf = (text: string, field: string): string[] =>
  Array.from(text.matchAll(new RegExp(`"${field}":([^,}]+)`, "g")), ([, value = ""]) => value);

interface Bill {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly pages: readonly { readonly url: string; readonly text: string }[];
  readonly csv: string;
}

it("reads the bill page by page, as rows with the digits that were sent", async () => {
  const file = "packages/confluent/bill.mjs";
  writeFileSync(path.join(copy.root, file), program);
  const { rows, pages, csv } = JSON.parse(await succeeded(copy.tsx(file, []))) as Bill;
  const tokens = pages.map(({ url }) => new URL(url).searchParams.get("page_token"));
  // Three pages for each of the three months.
  const month = [null, "2", "3"];
  expect(tokens).toEqual([...month, ...month, ...month]);
  const sent = (field: string): string[] =>
    pages.flatMap(({ url, text }) => {
      const { searchParams } = new URL(url);
      const [start = "", end = ""] = ["start_date", "end_date"].map((name) =>
        searchParams.get(name),
      );
      const days = valuesOf(text, "start_date").map((day) => day.slice(1, -1));
      // The sandbox's dates ignore the requested month; a row of another one is left out.
      return valuesOf(text, field).filter((_, index) => {
        const day = days[index] ?? "";
        return start !== null && end !== null && day >= start && day < end;
      });
    });
  expect(rows.length).toBeGreaterThan(3);
  const figures = {
    amount: "amount",
    listAmount: "original_amount",
    unitPrice: "price",
    quantity: "quantity",
  };
  for (const [name, field] of Object.entries(figures))
    expect([name, rows.map((row) => row[name])]).toEqual([name, sent(field)]);
  for (const row of rows)
    expect(row).toMatchObject({ vendor: "confluent", view: "costs", currency: "USD" });
  expect(csv.trim().split("\r\n")).toHaveLength(rows.length + 1);
});
