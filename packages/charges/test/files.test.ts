import { describe, expect, it, jest } from "@jest/globals";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { rowsToCsv, rowsToParquet, toCsv, toParquet, type Column } from "../src/index.js";
import { charge, unpriced } from "./support/charge.js";

const cell = (csv: string, name: string, line = 1): string | undefined => {
  const [header = "", ...lines] = csv.split("\r\n");
  return lines[line - 1]?.split(",")[header.split(",").indexOf(name)];
};

describe("toCsv", () => {
  it("writes figures as numbers with all digits, and an empty field for an unpriced row", () => {
    const csv = toCsv([
      charge({ amount: "-0.01999999999999999872", quantity: "1e-7" }),
      unpriced(),
    ]);
    expect(cell(csv, "amount")).toBe("-0.01999999999999999872");
    expect(cell(csv, "quantity")).toBe("0.0000001");
    expect(cell(csv, "amount", 2)).toBe("");
    expect(cell(csv, "final")).toBe("true");
  });

  it.each(["=1+1", "  +cmd", "@x", "-2", "\uff1d1", "a;=1", "\t=1"])(
    "prevents the text %j from being run as a formula",
    (item) => {
      const written = toCsv([charge({ item })]);
      expect(written).not.toMatch(/(?:^|[,;\t"])\s*[=+@-](?![\d.])/m);
      expect(written).toContain("'");
    },
  );

  it("quotes commas, quotes and line breaks", () => {
    expect(toCsv([charge({ item: 'a,"b"\nc' })])).toContain('"a,""b""\nc"');
    for (const item of ["a\nb", "a\rb"]) expect(toCsv([charge({ item })])).toContain(`"${item}"`);
  });
});

it("writes CSV where there is no Buffer, as in a browser", async () => {
  const { Buffer } = globalThis;
  Reflect.deleteProperty(globalThis, "Buffer");
  try {
    await jest.isolateModulesAsync(async () => {
      const fresh = await import("../src/index.js");
      expect(cell(fresh.toCsv([charge()]), "amount")).toBe("1.5");
    });
  } finally {
    Object.assign(globalThis, { Buffer });
  }
});

describe("toParquet", () => {
  it("preserves decimals, instants and absent values", async () => {
    const digits = "12345678901234567890.123456789012345678";
    const file = await toParquet([
      charge({ amount: digits }),
      unpriced(),
      charge({ amount: "-1.5" }),
    ]);
    const read = async (utf8: boolean): Promise<Record<string, unknown>[]> =>
      parquetReadObjects({ file: file.slice().buffer, utf8 });
    const [first, second, third] = await read(true);
    expect(first).toMatchObject({
      vendor: "acme",
      billingPeriodStart: new Date("2026-06-01T00:00:00Z"),
      final: true,
    });
    expect(second?.amount ?? null).toBeNull();
    expect(third?.amount).toBe(-1.5);
    // The reader converts decimals to floats, so the test reads the bytes.
    const unscaled = BigInt(digits.replace(".", "")).toString(16);
    expect(Buffer.from(file).toString("hex")).toContain(unscaled);
  });

  it("gives a column as many digits after the point as its figures have", async () => {
    const file = await toParquet([charge({ amount: "0.3165751999999993668496" }), charge({})]);
    expect(Buffer.from(file).toString("hex")).toContain(3165751999999993668496n.toString(16));
    const { schema } = parquetMetadata(file.slice().buffer);
    const scales = new Map(schema.map(({ name, scale }) => [name, scale]));
    expect(scales.get("amount")).toBe(22);
    expect(scales.get("quantity")).toBe(18);
  });

  it.each([
    ["before the point", "123456789012345678901", "DECIMAL(38,18)"],
    ["after the point", `0.${"1".repeat(39)}`, "DECIMAL(38,38)"],
  ])("rejects a figure with too many digits %s", async (_, amount, type) => {
    await expect(toParquet([charge({ amount })])).rejects.toThrow(`which doesn't fit in ${type}`);
  });
});

describe("rows of your own", () => {
  interface Team {
    readonly team: string;
    readonly spent: string;
  }
  const columns: readonly Column<Team>[] = [
    { name: "team", type: "text", value: ({ team }) => team },
    { name: "spent", type: "decimal", value: ({ spent }) => spent },
    { name: "rows", type: "integer", value: () => "9007199254740993" },
  ];
  const rows = [{ team: "=1", spent: "0.250" }];

  it("become CSV with the same care", () => {
    expect(rowsToCsv(rows, columns)).toBe("team,spent,rows\r\n'=1,0.25,9007199254740993\r\n");
  });

  it("become Parquet with exact integers", async () => {
    const file = await rowsToParquet(rows, columns);
    expect(await parquetReadObjects({ file: file.slice().buffer })).toEqual([
      { team: "=1", spent: 0.25, rows: 9007199254740993n },
    ]);
  });

  it("are named by their first column in an error", async () => {
    const tooLong = [{ team: "a", spent: "123456789012345678901" }];
    await expect(rowsToParquet(tooLong, columns)).rejects.toThrow("Row a: spent is 12345678901");
  });
});
