import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { noCurrency, type Charge } from "@billkit/charges";
import type { FetchedBill } from "../src/bill/fetch.js";
import { reportPage } from "../src/report/page.js";
import { makeCharge, manyCharges } from "./support/make-charge.js";

const june = {
  text: "2026-06",
  start: "2026-06-01T00:00:00.000Z",
  end: "2026-07-01T00:00:00.000Z",
};
const fetched = (charges: Charge[], errors: FetchedBill["errors"] = []): FetchedBill => ({
  ...{ charges, errors, causes: errors, idle: [], accountOf: () => undefined },
});
const page = (charges: Charge[], options: Partial<Parameters<typeof reportPage>[0]> = {}): string =>
  reportPage({
    ...{ period: june, source: "service", bill: fetched(charges), before: fetched([]), now: 0 },
    ...options,
  });
const hashes = (text: string, element: string): string[] =>
  [...text.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, "g"))].map(
    ([, content = ""]) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`,
  );

it("escapes every text that a vendor sends", () => {
  const text = `<script>alert(1)</script><img src=x onerror="alert('2')">&\u202e`;
  const hostile = makeCharge({
    ...{ vendor: text, accountId: text, accountName: text, service: text, item: text, unit: text },
    ...{ quantity: "1", currency: "U<b" },
  });
  const failure = { vendor: text, account: text, name: text, status: null, message: text };
  const purchase = { ...hostile, category: "purchase" as const, view: "purchases" };
  const bill = fetched([hostile, purchase], [failure]);
  const html = page([], { bill, period: { ...june, text } });
  expect(html).not.toMatch(/<script>alert|<img|U<b|\u202e/);
  expect(html).toContain("&lt;script&gt;alert(1)");
});

describe("the content security policy", () => {
  const html = page([makeCharge()]);
  const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];

  it("allows only the page's own script and style sheet", () => {
    expect(policy).toMatch(/^default-src &#39;none&#39;; /);
    const plain = policy.replaceAll("&#39;", "'");
    expect(hashes(html, "script")).toHaveLength(1);
    for (const hash of [...hashes(html, "script"), ...hashes(html, "style")]) {
      expect(plain).toContain(hash);
    }
    expect(plain).not.toContain("unsafe");
  });

  it("blocks nothing that the page uses: it has no inline style, handler or external address", () => {
    expect(html).not.toMatch(/ (?:style|on\w+|src|href)=/);
  });
});

it("stays under 400 kB for seven vendors and a year", () => {
  const vendors = [
    "deepgram",
    "genesys-cloud",
    "openai",
    "twilio",
    "digitalocean",
    "github",
    "datadog",
  ];
  const year = { text: "2025-07-01..2026-06-30", start: "2025-07-01T00:00:00.000Z", end: june.end };
  const html = page(manyCharges(vendors, "2025-07-01", 365), { period: year });
  expect(Buffer.byteLength(html)).toBeLessThan(400_000);
  expect(html).toContain("USD per month");
});

it("states what is missing, open, computed or purchased", () => {
  const unpriced = makeCharge({ item: "unpriced" });
  delete unpriced.amount;
  const html = page([], {
    bill: fetched(
      [
        unpriced,
        makeCharge({ final: false, basis: "computed" }),
        makeCharge({ category: "purchase", view: "purchases", amount: "950.25" }),
      ],
      [{ vendor: "twilio", account: "twilio", name: "ServerError", status: 503, message: "503" }],
    ),
  });
  for (const text of [
    "failed:</strong> 503",
    "1 row without an amount",
    "1 row that may still change",
    "1 row computed",
    "950.25 USD bought",
    "Subtotal, USD",
  ]) {
    expect(html).toContain(text);
  }
});

it("counts a vendor's rows once for all currencies, and shows no code for rows without one", () => {
  const [euros, none] = [makeCharge({ currency: "EUR" }), makeCharge()];
  delete euros.amount;
  delete none.amount;
  delete none.currency;
  const html = page([makeCharge(), euros, none]);
  expect(html).toContain("<li>Deepgram: 2 rows without an amount, left out of the sums</li>");
  expect(html).not.toContain(noCurrency);
  expect(page([none])).not.toContain(noCurrency);
});

it("describes each chart in text", () => {
  const html = page([
    makeCharge(),
    makeCharge({ chargePeriodEnd: june.end, item: "monthly", amount: "5" }),
  ]);
  expect(html).toMatch(
    /<svg role="img" class="wide" aria-label="Stacked bars: USD per day and vendor/,
  );
  expect(html).toContain("isn't billed per day: ".replace("'", "&#39;"));
});

it.each([
  ["of charges and a credit", ["100", "5", "-20"]],
  ["of credits only", ["-20", "-0.5"]],
  ["of more items than bars", [...Array.from({ length: 11 }, (_, at) => `${at + 1}`), "-3", "-50"]],
])("shows bars and a rest that add up to the total: %s", (_, amounts) => {
  const html = page(amounts.map((amount, at) => makeCharge({ amount, item: `item-${at}` })));
  const [, bars = ""] = /aria-label="Bars: the largest items in USD\. ([^"]*)\."/.exec(html) ?? [];
  const [, rest = "0"] = /All others: (\S+) USD/.exec(html) ?? [];
  const shown = [...bars.split(", ").map((bar) => bar.split(" ").at(-1)), rest].map(Number);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  expect(sum(shown)).toBe(sum(amounts.map(Number)));
});

it.each(["A $& B", "$'quote", "$$", "$`"])("describes an item named %s as it is", (item) => {
  const escaped = item.replaceAll("&", "&amp;").replaceAll("'", () => "&#39;");
  const html = page([makeCharge({ item })]);
  expect(html).toContain(`aria-label="Bars: the largest items in USD. ${escaped} 1.25."`);
});
