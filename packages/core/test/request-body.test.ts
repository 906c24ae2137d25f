import { describe, expect, it } from "@jest/globals";
import {
  formBody,
  InvalidRequestError,
  jsonBody,
  type OperationDefinition,
  type Shape,
} from "../src/index.js";
import { createOrder, failure, json, rig } from "./support/service.js";
import { balances, fine } from "./support/shapes.js";

describe("a request body", () => {
  const operation: OperationDefinition = {
    ...createOrder,
    body: { mediaType: "application/json", serialize: jsonBody, required: true, shape: balances },
  };

  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  it.each<[string, Shape, unknown, string]>([
    ["a field", balances, { ...fine, amount: "1" }, "body/amount is a string; allowed: a number"],
    [
      "null",
      balances,
      { ...fine, either: null },
      "body/either is null; allowed: a string or a number",
    ],
    ["NaN", balances, { ...fine, amount: NaN }, "body/amount is NaN; allowed: a number"],
    ["undefined", balances, { ...fine, id: undefined }, "body/id is missing; allowed: required"],
    [
      "undefined in an array",
      { items: "string" },
      ["a", undefined],
      "body/1 is undefined; allowed",
    ],
    ["no object", balances, "{}", "body is a string; allowed: an object"],
    ["another class", balances, new Map(), "body is a Map; allowed: an object"],
    ["a cycle", "json", cycle, "body can't be sent as JSON: TypeError"],
    ["a bigint", "json", { id: 1n }, "body can't be sent as JSON: TypeError"],
  ])("%s: rejected before sending", async (_, shape, body, problem) => {
    const { client, requests } = rig(() => json({}));
    const call = client.call(
      { ...operation, body: { mediaType: "application/json", serialize: jsonBody, shape } },
      { body },
    );
    const error = await failure(call);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ operation: "createOrder", argument: "body" });
    expect((error as Error).message).toContain(`createOrder: ${problem}`);
    expect(requests).toHaveLength(0);
  });

  it("can have undefined fields, which JSON omits", async () => {
    const { client, requests } = rig(() => json({}));
    await client.call(operation, { body: { ...fine, amount: undefined } });
    expect(await requests[0]?.json()).toEqual(fine);
  });

  it("is sent as a form if declared, with each member of an array", async () => {
    const mediaType = "application/x-www-form-urlencoded";
    const form = { mediaType, serialize: formBody, required: true } as const;
    const { client, requests } = rig(() => json({}));
    const body = { "a b": "ü&=+ ", list: ["x", 2, true], none: undefined, empty: [] };
    await client.call({ ...createOrder, body: form }, { body });
    expect(requests[0]?.headers.get("content-type")).toBe(form.mediaType);
    expect(await requests[0]?.text()).toBe("a+b=%C3%BC%26%3D%2B+&list=x&list=2&list=true");
    for (const [field, value] of [
      ["o", {}],
      ["n", null],
      ["s", ["\ud800"]],
    ] as const) {
      const error = await failure(
        client.call({ ...createOrder, body: form }, { body: { [field]: value } }),
      );
      expect(String(error)).toContain(`InvalidRequestError: createOrder: body/${field} `);
    }
    expect(requests).toHaveLength(1);
  });
});
