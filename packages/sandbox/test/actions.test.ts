import { describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import { openInMemory } from "./support/memory.js";
import { allVendors } from "./support/vendors.js";

describe("a purchase", () => {
  it("becomes the newest order, with a balance that refers to it", async () => {
    const { sandbox, get } = await openInMemory();
    const { projectId } = sandbox.deepgram;
    sandbox.control.act("deepgram", "purchase", { project_id: projectId, amount: 250.5 });
    const orders = dig(await get(`/${projectId}/purchases?limit=1`), "orders") as object[];
    expect(orders).toEqual([
      {
        order_id: expect.any(String),
        created: expect.stringMatching(/^2026-06-20T12:34:56\.789\d{3}Z$/),
        expiration: "2027-06-20T00:00:00Z",
        amount: 250.5,
        units: "usd",
        order_type: "prepaid",
      },
    ]);
    const balances = dig(await get(`/${projectId}/balances`), "balances") as object[];
    expect(balances.at(-1)).toEqual({
      balance_id: expect.any(String),
      amount: 250.5,
      units: "usd",
      purchase_order_id: dig(orders[0], "order_id"),
    });
  });

  it.each<[string, string, object, string]>([
    [
      "no such vendor",
      "usage",
      {},
      `Vendor "no such vendor" is unknown; allowed: ${allVendors.join(", ")}.`,
    ],
    ["deepgram", "refund", {}, 'deepgram has no action "refund"; allowed: usage, purchase.'],
    ["deepgram", "purchase", { amount: 1 }, ": must have required property 'project_id'"],
    [
      "deepgram",
      "purchase",
      { project_id: "none", amount: 1 },
      '/project_id: there is no project "none"',
    ],
    ["deepgram", "purchase", { project_id: "none", amount: 0 }, "/amount: must be > 0"],
    [
      "genesys-cloud",
      "usage",
      { trustorOrgId: "none", partNumber: "p", quantity: "1" },
      '/trustorOrgId: there is no trustor "none"',
    ],
    [
      "genesys-cloud",
      "usage",
      { trustorOrgId: "none", partNumber: "p", quantity: "1,5" },
      '/quantity: must match format "decimal"',
    ],
  ])("rejects an invalid action in one line: %s %s %j", async (vendor, action, given, message) => {
    const { sandbox } = await openInMemory();
    const before = sandbox.control.state();
    expect(() => {
      sandbox.control.act(vendor as "deepgram", action, given);
    }).toThrow(new Error(message));
    expect(sandbox.control.state()).toEqual(before);
  });
});
