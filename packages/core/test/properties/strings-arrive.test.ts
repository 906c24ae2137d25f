import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { InvalidRequestError, ServiceClient, type OperationDefinition } from "../../src/index.js";
import { service } from "../support/service.js";
import { serveHttp, type Running } from "../support/server.js";
import { anyString, isHalved, isWalked } from "./strings.js";

const listFiles: OperationDefinition = {
  id: "listFiles",
  method: "GET",
  path: "/v1/{owner}/files",
  parameters: {
    owner: { in: "path", required: true },
    tag: { in: "query" },
    line_item: { in: "query" },
  },
  result: "json",
};

/** The bytes that a server in any language decodes from a part of a request target. */
function bytes(part: string): Buffer {
  const found = part.match(/%[0-9a-f]{2}|[!-~]/gi) ?? [];
  expect(found.join("")).toBe(part);
  return Buffer.from(
    found.map((each) => (each.length > 1 ? parseInt(each.slice(1), 16) : each.charCodeAt(0))),
  );
}

describe("over a real socket", () => {
  let server: Running;
  let targets: string[] = [];
  beforeAll(async () => {
    server = await serveHttp(({ url = "" }, response) => {
      targets.push(url);
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  afterAll(() => server.close());

  it("any string in path, query and array arrives byte for byte or is rejected by name", async () => {
    const client = new ServiceClient(service, { credential: "key", baseUrl: server.baseUrl });
    await fc.assert(
      fc.asyncProperty(
        anyString,
        anyString,
        fc.array(anyString, { maxLength: 4 }),
        async (owner, tag, line_item) => {
          targets = [];
          const [result] = await Promise.allSettled([
            client.call(listFiles, { owner, tag, line_item }),
          ]);
          const refused = [
            (isHalved(owner) || isWalked(owner)) && "owner",
            isHalved(tag) && "tag",
            line_item.some(isHalved) && "line_item",
          ].filter(Boolean);
          if (result.status === "rejected") {
            expect(result.reason).toBeInstanceOf(InvalidRequestError);
            expect(refused).toContain((result.reason as InvalidRequestError).argument);
            expect(targets).toEqual([]);
            return;
          }
          expect(refused).toEqual([]);
          expect(targets).toHaveLength(1);
          const [path = "", query = "", ...more] = (targets[0] ?? "").split("?");
          expect(more).toEqual([]);
          const segments = path.split("/");
          expect(segments).toHaveLength(4);
          expect(bytes(segments[2] ?? "")).toEqual(Buffer.from(owner));
          const sent = query.split("&").map((pair) => pair.split("=").map(bytes));
          const given = [["tag", tag], ...line_item.map((each) => ["line_item", each])];
          expect(sent).toEqual(given.map((pair) => pair.map((each) => Buffer.from(each))));
        },
      ),
      { numRuns: 200 },
    );
  });
});
