import { describe, expect, it } from "@jest/globals";
import type { JsonObject } from "./json.js";
import { applyOverlay, parseOverlay } from "./overlay.js";
import { problemsOf, problemsOfAsync } from "./testing/problems.js";

const extract: JsonObject = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "1.0.0" },
  paths: { "/x": { get: { operationId: "getX", parameters: [{ name: "limit", in: "query" }] } } },
};

function overlay(...actions: string[]): string {
  return ["overlay: 1.0.0", "info: { title: x, version: '1' }", "actions:", ...actions, ""].join(
    "\n",
  );
}

async function apply(text: string): Promise<JsonObject> {
  return applyOverlay(extract, parseOverlay(text, "overlay.yaml"));
}

describe("an overlay", () => {
  it("updates and removes, and leaves the extract as it was", async () => {
    const before = structuredClone(extract);
    const contract = await apply(
      overlay(
        "  - { target: $.info, update: { description: Ours. } }",
        "  - target: $.paths['/x'].get.parameters[?(@.name=='limit')]",
        "    update: { schema: { maximum: 1000 } }",
        "  - { target: \"$.paths['/x'].get.operationId\", remove: true }",
      ),
    );
    expect(contract).toEqual({
      openapi: "3.1.0",
      info: { title: "Acme", version: "1.0.0", description: "Ours." },
      paths: {
        "/x": { get: { parameters: [{ name: "limit", in: "query", schema: { maximum: 1000 } }] } },
      },
    });
    expect(extract).toEqual(before);
  });

  it.each<[string, string, string]>([
    [
      "matches nothing",
      "{ target: \"$.paths['/gone']\", update: { x: 1 } }",
      "$.paths['/gone'] matches nothing",
    ],
    [
      "changes nothing",
      "{ target: $.info, update: { title: Acme } }",
      "the action on $.info changes nothing",
    ],
    [
      "removes what is not there",
      "{ target: $.info.gone, remove: true }",
      "$.info.gone matches nothing",
    ],
    [
      "names no parameter",
      "{ target: \"$..parameters[?(@.name=='lmit')]\", update: { x: 1 } }",
      "matches nothing",
    ],
  ])("an action that %s is an error at its line", async (_, action, message) => {
    const text = overlay("  - { target: $.info, update: { description: Ours. } }", `  - ${action}`);
    expect(await problemsOfAsync(() => apply(text))).toEqual([
      expect.stringMatching(/^overlay\.yaml:5: /),
    ]);
    expect(await problemsOfAsync(() => apply(text))).toEqual([expect.stringContaining(message)]);
  });

  it("names every idle action, not the first alone", async () => {
    const text = overlay("  - { target: $.a, remove: true }", "  - { target: $.b, remove: true }");
    expect(await problemsOfAsync(() => apply(text))).toHaveLength(2);
  });

  it.each<[string, string, string]>([
    ["no target", "{ update: { x: 1 } }", "expected a target"],
    ["a target that is no path", "{ target: info, update: { x: 1 } }", "begins with $"],
    ["neither", "{ target: $.info }", 'either "update" or "remove"'],
    ["both", "{ target: $.info, update: { x: 1 }, remove: true }", 'either "update" or "remove"'],
    ["a typo", "{ target: $.info, updat: { x: 1 } }", 'unknown key "updat"'],
    ["a removal that is not true", "{ target: $.info, remove: yes please }", "only be true"],
    ["an update that is text", "{ target: $.info, update: text }", "must be an object"],
    ["removing everything", "{ target: $, remove: true }", "cannot be removed"],
    ["text", "just text", "expected an action"],
  ])("an action with %s is an error at its line", (_, action, message) => {
    const problems = problemsOf(() => parseOverlay(overlay(`  - ${action}`), "overlay.yaml"));
    expect(problems).toEqual([expect.stringMatching(/^overlay\.yaml:4: /)]);
    expect(problems[0]).toContain(message);
  });

  it.each<[string, string]>([
    ["another version", "overlay: 2.0.0\nactions: [{ target: $.x, remove: true }]"],
    ["no actions", "overlay: 1.0.0"],
  ])("%s is refused", (_, text) => {
    expect(problemsOf(() => parseOverlay(text, "overlay.yaml"))).toHaveLength(1);
  });
});
