import { describe, expect, it } from "@jest/globals";
import { Findings } from "../select/findings.js";
import type { JsonObject } from "../../common/json.js";
import { applyOverlay, parseOverlay } from "./overlay.js";
import { acmeVendor } from "../testing/acme.js";
import { problemsOf } from "../testing/problems.js";

const extract: JsonObject = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "1.0.0" },
  paths: { "/x": { get: { operationId: "getX", parameters: [{ name: "limit", in: "query" }] } } },
};

function overlay(...actions: string[]): string {
  return `overlay: 1.0.0\ninfo: { title: x, version: '1' }\nactions:\n${actions.join("\n")}\n`;
}

async function apply(text: string): Promise<JsonObject> {
  return applyOverlay(extract, parseOverlay(text, "overlay.yaml"), new Findings(acmeVendor()));
}

async function noticesOf(text: string): Promise<string[]> {
  const findings = new Findings(acmeVendor());
  await applyOverlay(extract, parseOverlay(text, "overlay.yaml"), findings);
  return findings.notices;
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
    ["matches nothing", "{ target: $.gone, update: { x: 1 } }", "$.gone matches nothing"],
    ["changes nothing", "{ target: $.info, update: { title: Acme } }", "on $.info changes nothing"],
    ["never ends", "{ target: '$.paths[?(@.x=~/(a+)+$/)]', update: { x: 1 } }", "nothing"],
  ])("an action that %s is a notice with its line", async (_, action, message) => {
    const text = overlay("  - { target: $.info, update: { description: Ours. } }", `  - ${action}`);
    const notices = await noticesOf(text);
    expect(notices).toEqual([expect.stringMatching(/^overlay\.yaml:5: /)]);
    expect(notices[0]).toContain(message);
  });

  it("leaves out the description of a part that is missing, with a notice", async () => {
    const text = overlay(
      "  - target: $.paths['/x'].get",
      "    update: { summary: Get x., responses: { '404': { description: Gone. } } }",
    );
    expect(await noticesOf(text)).toEqual([
      "overlay.yaml:4: the action on $.paths['/x'].get describes responses.404, which isn't there: remove that",
    ]);
    expect(JSON.stringify(await apply(text))).not.toContain("404");
  });

  it("leaves out a replacement of the vendor's value, with a notice", async () => {
    const target = "$.paths['/x'].get.parameters[?(@.name=='limit')]";
    const replacing = `  - { target: "${target}", update: { in: header } }`;
    expect(JSON.stringify(await apply(overlay(replacing)))).not.toContain("header");
    expect(await noticesOf(overlay(replacing))).toEqual([
      `overlay.yaml:4: the action on ${target} would replace in "query" by "header": ` +
        "remove the old value in an action of its own",
    ]);
    const removing = `  - { target: "${target}.in", remove: true }`;
    expect(await apply(overlay(removing, replacing))).toMatchObject({
      paths: { "/x": { get: { parameters: [{ name: "limit", in: "header" }] } } },
    });
  });

  it("removes every item of a list that a target matches", async () => {
    const target = "$.info.list[*]";
    const listed = "  - { target: $.info, update: { list: [{ a: 1 }, { a: 2 }] } }";
    const text = overlay(listed, `  - { target: "${target}", remove: true }`);
    expect(await apply(text)).toMatchObject({ info: { list: [] } });
    const first = overlay(listed, '  - { target: "$.info.list[0]", remove: true }');
    expect(await apply(first)).toMatchObject({ info: { list: [{ a: 2 }] } });
  });

  it.each<[string, string, string]>([
    ["no target", "{ update: { x: 1 } }", 'actions.0: needs "target"'],
    ["a target that is no path", "{ target: info, update: { x: 1 } }", "begins with $"],
    [
      "a target that ends too early",
      '{ target: "$.paths[\'", update: { x: 1 } }',
      "the target $.paths[' is not a JSONPath: Expected ",
    ],
    ["a call", "{ target: '$.x[?(process.exit(7))]', update: { x: 1 } }", "is not a JSONPath: "],
    ["both", "{ target: $.info, update: { x: 1 }, remove: true }", 'is beside "remove": an '],
    ["a typo", "{ target: $.info, remove: true, updat: { x: 1 } }", 'unknown key "updat"'],
    ["neither", "{ target: $.info }", 'needs "update"'],
    ["an update that is text", "{ target: $.info, update: text }", "expected keys and values"],
    ["removing everything", "{ target: $, remove: true }", "cannot be removed"],
  ])("an action with %s is an error at its line", (_, action, message) => {
    const problems = problemsOf(() => parseOverlay(overlay(`  - ${action}`), "overlay.yaml"));
    expect(problems).toEqual([expect.stringMatching(/^overlay\.yaml:4: /)]);
    expect(problems[0]).toContain(message);
  });

  it.each<[string, string]>([
    ["another version", "overlay: 2.0.0\nactions: [{ target: $.x, remove: true }]"],
    ["a typo", "overlay: 1.0.0\nactoins: []\nactions: [{ target: $.x, remove: true }]"],
  ])("%s is refused", (_, text) => {
    expect(problemsOf(() => parseOverlay(text, "overlay.yaml"))).toHaveLength(1);
  });

  it.each([
    ["matches nothing", "{ target: \"$.paths['/y']\", update: { a: 1 } }", "$.paths['/y']"],
    ["changes nothing", "{ target: $.info, update: { title: Acme } }", "$.info"],
  ])("can have an action that %s if vendor.yaml accepts it", async (_, action, target) => {
    const reason = "Idle on the older version.";
    const more = { accept: [{ overlay: target, reason }] };
    const findings = new Findings(acmeVendor({ more }));
    const parsed = parseOverlay(overlay(`  - ${action}`), "overlay.yaml");
    expect(await applyOverlay(extract, parsed, findings)).toEqual(extract);
    expect(findings.accepted).toEqual([`accepted: overlay ${target}: ${reason}`]);
  });
});
