import { expect, it } from "@jest/globals";
import { compareContracts } from "../compare/contracts.js";
import { contract } from "../compare/testing/cases.js";
import { edited } from "../compare/testing/edit.js";
import { renderMarkdown, renderText } from "./render.js";

it("lists the changes that users notice, the worst first", () => {
  const old = contract("deepgram");
  const now = edited(old, {
    set: {
      "schema:BillingBreakdownResult/properties/dollars/type": "string",
      "schema:ListBillingFieldsV1Response/properties/deployments/items/enum/-": "edge",
      "op:listBalances/summary": "List balances",
    },
  });
  expect(renderMarkdown(compareContracts(old, now))).toBe(`**Breaking changes**

- \`dollars\` in each of \`results\` of getBillingBreakdown was a number and is now a string: code that adds it up breaks. (\`response-type-changed\`)

**Additions**

- \`edge\` is new among the values of each of \`deployments\` of listBillingFields: enums in responses are open: code already handles others. (\`response-enum-member-added\`)

**No visible change**

- the summary of listBalances has changed: behavior stays the same. (\`prose-changed\`)
`);
});

it("escapes names for Markdown and HTML", () => {
  const old = contract("deepgram");
  const edit = { set: { "op:listProjects/operationId": "<b>[x](y) @team" } };
  expect(renderMarkdown(compareContracts(old, edited(old, edit)))).toContain(
    "- \\<b\\>\\[x\\](y) @\u200bteam is new:",
  );
});

it("shows notices in a terminal", () => {
  const notices = ["Order.kind: left out"];
  expect(renderText({ level: "none", changes: [], notices })).toEqual([
    "notices",
    "- Order.kind: left out",
    "",
    "level: none",
  ]);
});
