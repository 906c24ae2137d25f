import { describe, expect, it } from "@jest/globals";
import { UnexpectedResponseError } from "../src/index.js";
import { json } from "./support/stub-fetch.js";
import { collect, connect } from "./support/trustors.js";

describe("the pages of trusteeOverviews", () => {
  it.each([
    ["no customers", { pages: [[]] }, [1], 0],
    ["no page count", { pages: [["a"], ["b"]], pageCount: false }, [1, 2, 3], 2],
    [
      "a service that repeats the same page",
      { pages: [["a"], ["a"], ["a"]], pageCount: false },
      [1, 2],
      1,
    ],
    [
      "a customer that moves to the next page meanwhile",
      {
        pages: [
          ["a", "b"],
          ["b", "c"],
        ],
      },
      [1, 2],
      3,
    ],
  ])("ends with %s", async (_, setup, pages, count) => {
    const { genesys, listed } = connect(setup);
    expect(await collect(genesys.trusteeOverviews())).toHaveLength(count);
    expect(listed).toEqual(pages);
  });

  const enabled = true;
  it.each<[string, (page: number) => object, string[]]>([
    ["null for absent fields", () => ({ entities: null, pageCount: null }), []],
    ["no list", () => ({}), []],
    [
      "a page count that is too small, and a next page",
      (page) => ({
        entities: [{ id: `${page}`, enabled }],
        pageCount: 1,
        ...(page < 3 && { nextUri: "/n" }),
      }),
      ["1", "2", "3"],
    ],
    [
      "a page count of null",
      (page) => ({ entities: page < 3 ? [{ id: `${page}`, enabled }] : [], pageCount: null }),
      ["1", "2"],
    ],
    ["a constant next page", () => ({ entities: [{ id: "1", enabled }], nextUri: "/n" }), ["1"]],
    [
      "null ids",
      () => ({
        entities: [
          { id: null, enabled, organization: { id: "1" } },
          { id: null, enabled, organization: { id: "2" } },
          { id: null, enabled, organization: { id: null } },
          { id: null, enabled, organization: null },
        ],
        pageCount: 1,
      }),
      ["1", "2", "", ""],
    ],
    [
      "entries that are null or of another type",
      () => ({ entities: [{ id: "1", enabled }, null, 5, { id: "2", enabled }], pageCount: 1 }),
      ["1", "2", "", ""],
    ],
  ])("loses no customer with %s", async (_, page, expected) => {
    const { genesys } = connect({ pages: [], listing: (number) => json(page(number)) });
    const items = await collect(genesys.trusteeOverviews());
    const found = items.map(({ trustor }) => trustor.id ?? trustor.organization?.id ?? "");
    expect(found.sort()).toEqual(expected.sort());
  });

  it.each<[string, unknown]>([
    ["an object for a list", { entities: { id: "1" }, pageCount: 1 }],
    ["a string for a list", { entities: "1", pageCount: 1 }],
    ["an array for a page", [{ id: "1", enabled }]],
    ["a number for a page", 5],
  ])("doesn't mistake %s for an empty list", async (_, page) => {
    const { genesys } = connect({ pages: [], listing: () => json(page) });
    const error: unknown = await collect(genesys.trusteeOverviews()).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({
      message: "trusteeOverviews: listTrustors answered 200 with no list of customers",
      reason: "mismatch",
      pointer: "/entities",
      status: 200,
      body: page,
    });
  });

  it("removes an echoed token from the error", async () => {
    const { genesys } = connect({ pages: [], listing: () => json({ entities: "canary-token" }) });
    const error: unknown = await collect(genesys.trusteeOverviews()).catch((each: unknown) => each);
    expect(error).toMatchObject({ body: { entities: "[redacted]" } });
  });

  it.each<[string, object]>([
    ["an endless page count", { entities: [{ id: "1", enabled }], pageCount: 1e9 }],
    ["endless pages without ids", { entities: [{ enabled }] }],
  ])("ends with %s and throws", async (_, page) => {
    const { genesys, listed } = connect({ pages: [], listing: () => json(page) });
    const error: unknown = await collect(genesys.trusteeOverviews()).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(String(error)).toContain("10 pages in a row without a new customer");
    expect(error).toMatchObject({
      reason: "mismatch",
      pointer: "/pageCount",
      method: "GET",
      path: expect.any(String) as unknown,
      headers: { "content-type": "application/json" },
    });
    expect(listed.length).toBeLessThanOrEqual(11);
  });

  it("stops a listing with endless new customers after 1,000 pages", async () => {
    const { genesys, listed } = connect({
      pages: [],
      listing: (page) => json({ entities: [{ id: `${page}` }], pageCount: 1e9 }),
      overview: () => json({}, 404),
    });
    const failed: unknown = await collect(genesys.trusteeOverviews({ concurrency: 1 })).catch(
      (each: unknown) => each,
    );
    expect(failed).toBeInstanceOf(UnexpectedResponseError);
    expect(String(failed)).toContain("more than 1000 pages");
    expect(listed).toHaveLength(1000);
  });
});
