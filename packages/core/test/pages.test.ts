import { describe, expect, it } from "@jest/globals";
import {
  InvalidRequestError,
  ServerError,
  UnexpectedResponseError,
  type OperationDefinition,
} from "../src/index.js";
import {
  byAddress,
  byCursor,
  byLink,
  byNumber,
  byOffset,
  callPages,
  type PageOptions,
  type PagesDefinition,
} from "../src/client/index.js";
import { json, rig } from "./support/service.js";

interface Item {
  readonly id: number;
}
interface Body {
  readonly data: readonly Item[];
}

const operation: OperationDefinition = {
  id: "listItems",
  method: "GET",
  path: "/v1/items",
  parameters: { page: { in: "query" }, size: { in: "query" } },
  result: "json",
};
const base = "https://api.acme.example/v1/items";
const item = (id: number): Item => ({ id });
const data = (...ids: number[]): Body => ({ data: ids.map(item) });

/** Returns the pages one after another and records the queries. */
function listing(definition: PagesDefinition, answers: readonly (() => Response)[]) {
  const queries: string[] = [];
  const { client, requests } = rig((request: Request) => {
    queries.push(new URL(request.url).search);
    return answers[queries.length - 1]?.() ?? json({ error: "no more" }, { status: 404 });
  });
  const list = (options?: PageOptions, args: object = {}) =>
    callPages<Body, Item, object>(client, operation, definition, args, options);
  return { list, queries, requests };
}

/** What a loop yields before it ends, and the error that ends it. */
async function drain(items: AsyncIterable<Item>): Promise<{ ids: number[]; error: unknown }> {
  const ids: number[] = [];
  try {
    for await (const { id } of items) ids.push(id);
  } catch (error) {
    return { ids, error };
  }
  return { ids, error: undefined };
}

const link = (address: string, rest: string) => (): Response =>
  json(data(1, 2), { headers: { link: `<${base}?page=1>; rel="first", <${address}>; ${rest}` } });

describe.each<[string, PagesDefinition, readonly (() => Response)[], readonly string[]]>([
  [
    "page numbers with a count of pages",
    { form: byNumber, items: "/data", parameter: "page", pageCount: "/pages" },
    [() => json({ ...data(1, 2), pages: 2 }), () => json({ ...data(3), pages: 2 })],
    ["", "?page=2"],
  ],
  [
    "page numbers with a total",
    { form: byNumber, items: "/data", parameter: "page", total: "/total" },
    [() => json({ ...data(1, 2), total: 3 }), () => json({ ...data(3), total: 3 })],
    ["", "?page=2"],
  ],
  [
    "page numbers until a page is empty",
    { form: byNumber, items: "/data", parameter: "page", first: 0 },
    [() => json(data(1, 2)), () => json(data(3)), () => json(data())],
    ["", "?page=1", "?page=2"],
  ],
  [
    "offsets",
    { form: byOffset, items: "/data", parameter: "page", total: "/total" },
    [() => json({ ...data(1, 2), total: 3 }), () => json({ ...data(3), total: 3 })],
    ["", "?page=2"],
  ],
  [
    "cursors",
    { form: byCursor, items: "/data", parameter: "page", next: "/next", more: "/has_more" },
    [
      () => json({ ...data(1, 2), next: "c+1", has_more: true }),
      () => json({ ...data(3), next: "c2", has_more: false }),
    ],
    ["", "?page=c%2B1"],
  ],
  [
    "next addresses, absolute and relative",
    { form: byAddress, items: "/data", next: "/links/next" },
    [
      () => json({ ...data(1), links: { next: `${base}?page=x%20y&a=b` } }),
      () => json({ ...data(2), links: { next: "/v1/items?page=3" } }),
      () => json({ ...data(3), links: {} }),
    ],
    ["", "?page=x%20y&a=b", "?page=3"],
  ],
  [
    "a Link header",
    { form: byLink, items: "/data" },
    [link(`${base}?page=2&q=a,b`, 'title="x"; rel="next last"'), () => json(data(3))],
    ["", "?page=2&q=a,b"],
  ],
])("%s", (_, definition, answers, queries) => {
  it("resolves to the first page and yields all items once", async () => {
    const { list, queries: sent } = listing(definition, answers);
    const promise = list();
    expect((await promise).data[0]).toEqual({ id: 1 });
    expect((await promise.withResponse()).response.status).toBe(200);
    expect(await drain(promise)).toEqual({ ids: [1, 2, 3], error: undefined });
    expect(sent).toEqual(queries);
  });

  it("continues after the first page from plain JSON", async () => {
    const { list, queries: sent } = listing(definition, answers);
    const first = await list().firstPage();
    const saved = JSON.parse(JSON.stringify(first.serialize())) as ReturnType<
      typeof first.serialize
    >;
    expect(JSON.stringify(saved)).not.toContain("canary");
    const rest = await drain(list({ resume: saved }));
    expect([...first.items.map(({ id }) => id), ...rest.ids]).toEqual([1, 2, 3]);
    expect(rest.error).toBeUndefined();
    expect(sent).toEqual(queries);
  });
});

const cursor: PagesDefinition = {
  form: byCursor,
  items: "/data",
  parameter: "page",
  next: "/next",
};
const nextUrl: PagesDefinition = { form: byAddress, items: "/data", next: "/next" };
const counted: PagesDefinition = {
  form: byNumber,
  items: "/data",
  parameter: "page",
  pageCount: "/n",
};

describe("a listing that fails keeps what it has yielded", () => {
  it.each<[string, PagesDefinition, readonly (() => Response)[], number[], string]>([
    [
      "a repeated cursor",
      cursor,
      [
        () => json({ ...data(1), next: "a" }),
        () => json({ ...data(2), next: "b" }),
        () => json({ ...data(3), next: "a" }),
      ],
      [1, 2, 3],
      "listItems: the service sent a page with the cursor or address of an earlier page",
    ],
    [
      "an empty page in the middle",
      cursor,
      [() => json({ ...data(1), next: "a" }), () => json({ ...data(), next: "b" })],
      [1],
      "listItems: the service sent a page with no items, but another page after it",
    ],
    [
      "a repeated page number",
      counted,
      [() => json({ ...data(1), n: 9 }), () => json({ ...data(1), n: 9 })],
      [1],
      "listItems: the service sent a page with the items of the page before it",
    ],
    [
      "an address of another origin",
      nextUrl,
      [() => json({ ...data(1), next: "https://api.acme.example.evil.test/v1/items" })],
      [1],
      "a next address of https://api.acme.example.evil.test, not followed",
    ],
    [
      "an invalid address",
      nextUrl,
      [() => json({ ...data(1), next: "https://[" })],
      [1],
      '"https://[" as next address',
    ],
    [
      "an invalid cursor",
      cursor,
      [() => json({ ...data(1), next: {} })],
      [1],
      "an object as cursor",
    ],
    [
      "more pages without a cursor",
      { ...cursor, more: "/more" },
      [() => json({ ...data(1), next: null, more: true })],
      [1],
      "more to come, but nothing at /next",
    ],
    [
      "no list",
      cursor,
      [() => json({ data: { id: 1 } })],
      [],
      "an object at /data; expected a list",
    ],
  ])("%s", async (_, definition, answers, ids, message) => {
    const { ids: yielded, error } = await drain(listing(definition, answers).list());
    expect(yielded).toEqual(ids);
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ reason: "page", status: 200 });
    expect(String(error)).toContain(message);
  });

  it("throws a page's own error after the items before it", async () => {
    const answers = [() => json({ ...data(1), next: "a" }), () => json({}, { status: 501 })];
    const { ids, error } = await drain(listing(cursor, answers).list());
    expect(ids).toEqual([1]);
    expect(error).toBeInstanceOf(ServerError);
  });
});

it("skips empty pages where the contract allows them", async () => {
  const answers = [
    () => json({ ...data(1), next: "a" }),
    () => json({ ...data(), next: "b" }),
    () => json(data(2)),
  ];
  const { list } = listing({ ...cursor, emptyPages: true }, answers);
  expect(await drain(list())).toEqual({ ids: [1, 2], error: undefined });
});

it("yields an item with the same key once", async () => {
  const answers = [() => json({ ...data(1, 2), next: "a" }), () => json(data(2, 3))];
  const { list } = listing({ ...cursor, key: "/id" }, answers);
  expect(await drain(list())).toEqual({ ids: [1, 2, 3], error: undefined });
});

it("returns the same items when a page is requested twice", async () => {
  const second = () => json(data(2, 3, 3));
  const { list } = listing({ ...cursor, key: "/id" }, [
    () => json({ ...data(1, 2), next: "a" }),
    second,
    second,
  ]);
  const first = await list().firstPage();
  for (const page of [await first.getNextPage(), await first.getNextPage()])
    expect(page?.items).toEqual([item(3)]);
});

it("sends header arguments with a next address too", async () => {
  const { client, requests } = rig((request: Request) =>
    json({ ...data(1), next: request.url.includes("?") ? null : "?page=2" }),
  );
  const tenant = { tenant: { in: "header" } } as const;
  const list = callPages<Body, Item, object>(
    client,
    { ...operation, parameters: tenant },
    { ...nextUrl, key: "/id" },
    { tenant: "acme" },
  );
  await drain(list);
  expect(requests.map(({ headers }) => headers.get("tenant"))).toEqual(["acme", "acme"]);
});

it("stops at maxPages", async () => {
  let count = 0;
  const more = () => json({ ...data(++count), next: `c${count}` });
  const { ids, error } = await drain(listing(cursor, [more, more, more]).list({ maxPages: 2 }));
  expect(ids).toEqual([1, 2]);
  expect(String(error)).toContain("others after it, past the limit of 2 (maxPages)");
});

it("stops between items when the signal aborts", async () => {
  const controller = new AbortController();
  const { list, requests } = listing(cursor, [() => json({ ...data(1, 2), next: "a" })]);
  const seen: number[] = [];
  const loop = async () => {
    for await (const { id } of list({ signal: controller.signal })) {
      seen.push(id);
      controller.abort(new Error("enough"));
    }
  };
  await expect(loop()).rejects.toThrow("enough");
  expect([seen, requests.length]).toEqual([[1], 1]);
});

it("removes a credential in the query from a next address", async () => {
  const definition = { ...nextUrl, queryCredentials: ["key"] };
  const next = `${base}?page=2&key=canary-5f1c9e0b`;
  const { list, queries } = listing(definition, [
    () => json({ ...data(1), next }),
    () => json(data(2)),
  ]);
  expect(JSON.stringify((await list().firstPage()).serialize())).not.toContain("canary");
  queries.length = 0;
  await drain(list());
  expect(queries).toEqual(["", "?page=2"]);
});

it.each<[string, PageOptions, string]>([
  ["maxPages 0", { maxPages: 0 }, "maxPages is 0; allowed: a whole number from 1"],
  ["an unknown option", { maxPages: 2, ...{ page: 2 } }, "page is an unknown option"],
  [
    "a position from another origin",
    {
      resume: {
        ...{ version: 1, operation: "listItems", origin: "https://evil.test" },
        ...{ arguments: {}, next: "a", pages: 1, items: 1 },
      },
    },
    "resume was saved with different origin",
  ],
  [
    "a position with other arguments",
    {
      resume: {
        ...{ version: 1, operation: "listItems", origin: "https://api.acme.example" },
        ...{ arguments: { size: 2 }, next: "a", pages: 1, items: 1 },
      },
    },
    "resume was saved with different arguments",
  ],
  [
    "a position without an address",
    {
      resume: {
        ...{ version: 1, operation: "listItems", origin: "https://api.acme.example" },
        ...{ arguments: {}, next: "a", pages: 1, items: 1 },
      },
    },
    "resume has no address; pass what serialize() returned",
  ],
])("rejects %s before sending anything", async (_, options, message) => {
  const { list, requests } = listing(nextUrl, []);
  const { error } = await drain(list(options));
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(String(error)).toContain(message);
  expect(requests).toHaveLength(0);
});
