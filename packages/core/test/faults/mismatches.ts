import type { OperationDefinition } from "../../src/index.js";
import { listBalances } from "../support/service.js";
import { json, type Row } from "./row.js";

/** The response that the contract declares. */
const operation: OperationDefinition = {
  ...listBalances,
  result: {
    required: ["balances"],
    fields: { balances: { items: { fields: { amount: "number" } } }, total: "number" },
  },
};

/** JSON that breaks the contract: fails without a retry, since the body would be the same. */
const refused = (id: string, body: object, pointer: string, problem: string): Row => ({
  id,
  server: [json(body)],
  operation,
  outcome: {
    error: "UnexpectedResponseError",
    reason: `answered 200 with a body that breaks the contract: ${pointer} is ${problem}`,
    fields: {
      status: 200,
      attempts: 1,
      reason: "mismatch",
      pointer,
      body: JSON.stringify(body).slice(0, 256 * 1024),
    },
  },
  requests: 1,
  longestMs: 0,
});

const accepted = (id: string, data: object, client?: Row["client"]): Row => ({
  id,
  server: [json(data)],
  operation,
  ...(client && { client }),
  outcome: { data },
  requests: 1,
  longestMs: 0,
});

const asText = { balances: [{ amount: 1 }, { amount: "104.5" }] };

/** Responses whose JSON parses but breaks the contract. */
export const mismatches: readonly Row[] = [
  refused("200-amount-as-text", asText, "/balances/1/amount", "a string; declared: a number"),
  refused(
    "200-null-for-an-amount",
    { balances: [{ amount: null }] },
    "/balances/0/amount",
    "null; declared: a number",
  ),
  refused("200-without-a-required-field", {}, "/balances", "missing; declared: required"),
  refused(
    "200-object-for-a-list",
    { balances: { amount: 1 } },
    "/balances",
    "an object; declared: an array",
  ),
  {
    ...refused(
      "200-mismatch-of-20-MB",
      { balances: "x".repeat(20_000_000) },
      "/balances",
      "a string; declared: an array",
    ),
    client: { maxResponseBytes: 2 ** 25 },
  },
  accepted("200-amount-as-text-reported-as-a-warning", asText, { responseMismatch: "warning" }),
  accepted("200-fractions-and-unknown-fields", {
    balances: [{ amount: 1.5, more: [] }],
    total: 1.5,
  }),
];
