import { expect, it } from "@jest/globals";
import { diffContracts, renderMarkdown } from "./diff.js";
import { contract } from "./testing/cases.js";
import { edited } from "./testing/edit.js";

it("lists what users feel, the worst first", () => {
  const old = contract("deepgram");
  const now = edited(old, {
    set: {
      "schema:BillingBreakdownResult/properties/dollars/type": "string",
      "schema:ListBillingFieldsV1Response/properties/deployments/items/enum/-": "edge",
      "op:listBalances/summary": "List balances",
    },
  });
  expect(renderMarkdown(diffContracts(old, now))).toBe(`**Breaking changes**

- \`dollars\` in each of \`results\` of getBillingBreakdown was a number and is now a string: code that adds it up breaks. (\`response-type-changed\`)

**New or wider**

- \`edge\` is new among the values of each of \`deployments\` of listBillingFields: enums of answers are open, so code has a place for what it does not know. (\`response-enum-member-added\`)

**Not felt**

- the summary of listBalances is another: what it describes works as before. (\`prose-changed\`)
`);
});

it("is empty for nothing", () => {
  expect(renderMarkdown({ level: "none", changes: [] })).toBe("");
});

it("takes a name of a contract for text, not for Markdown or HTML", () => {
  const old = contract("deepgram");
  const edit = { set: { "op:listProjects/tags": ["<b>[x](y)"] } };
  expect(renderMarkdown(diffContracts(old, edited(old, edit)))).toContain(
    "tagged \\<b\\>\\[x\\](y):",
  );
});
