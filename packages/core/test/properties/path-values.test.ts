import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { InvalidRequestError, type OperationDefinition } from "../../src/index.js";
import { failure, json, rig } from "../support/service.js";
import { anyString, isHalved, isWalked } from "./strings.js";

const required = { in: "path", required: true } as const;
const operations = [
  "/{a}",
  "/{a}/{b}",
  "/v1/{a}",
  "/v1/{a}/things",
  "/v1/{a}/things/{b}",
  "/v1/things/{a}.json",
  "/v1/{a}:{b}/c",
  "/v1/{a}/{a}",
].map((path): OperationDefinition => ({
  id: "getThing",
  method: "GET",
  path,
  parameters: { a: required, ...(path.includes("{b}") && { b: required }) },
  result: "json",
}));
const value = fc.oneof(
  { arbitrary: anyString, weight: 4 },
  fc.boolean(),
  fc.bigInt(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

describe("a path value", () => {
  it("never changes the origin or the number of segments: it is sent as its segment or rejected", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operations),
        fc.constantFrom("", "/base", "/deep/base/"),
        value,
        value,
        async (operation, base, a, b) => {
          const origin = "https://api.acme.example";
          const { client, requests } = rig(() => json({}), { baseUrl: origin + base });
          const call = client.call(operation, "b" in operation.parameters ? { a, b } : { a });
          const filled = operation.path.replaceAll(/\{(.)\}/g, (_, name) =>
            encodeURIComponent(String(name === "a" ? a : b).replace(/\p{Surrogate}/gu, "")),
          );
          const sent = ("b" in operation.parameters ? [a, b] : [a]).map(String);
          if (sent.some((each) => isHalved(each) || isWalked(each))) {
            expect(await failure(call)).toBeInstanceOf(InvalidRequestError);
            expect(requests).toEqual([]);
            return;
          }
          await call;
          expect(requests).toHaveLength(1);
          const url = new URL(requests[0]?.url ?? "");
          const template = base.replace(/\/$/, "") + operation.path;
          expect(url.origin).toBe(origin);
          expect(url.pathname.split("/")).toHaveLength(template.split("/").length);
          expect([url.search, url.hash, url.username, url.password]).toEqual(["", "", "", ""]);
          expect(decodeURIComponent(url.pathname)).toBe(
            decodeURIComponent(base.replace(/\/$/, "") + filled),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
