import { describe, expect, it } from "@jest/globals";
import { isObject, type Json, type JsonObject, objectAt, walk } from "../../common/json.js";
import { convert } from "../read/convert.js";
import { fixtureSource, source, vendorFiles } from "../testing/repository.js";
import { toYaml } from "../../common/yaml.js";
import { describedContract } from "./described.js";
import { compareContracts } from "../compare/contracts.js";
import type { Diff } from "../rate/level.js";

const files = vendorFiles("deepgram");
const last = "deepgram/openapi.2026-07-15.yml";
const breakdown = "/v1/projects/{project_id}/billing/breakdown";

/** How the last published version differs from a changed copy of it, as diff --vendor sees it. */
async function changed(change: (description: JsonObject) => void): Promise<Diff> {
  const copy = structuredClone(convert(fixtureSource(last)).document);
  change(copy);
  const [old, now] = [fixtureSource(last), source("changed.yaml", toYaml(copy))];
  return compareContracts(await describedContract(files, old), await describedContract(files, now));
}

/** The part of a description at a path. */
function part(description: JsonObject, ...path: string[]): JsonObject {
  return path.reduce(objectAt, description);
}

/** Amounts as strings, in every place that the overlay describes. */
function retypeAmounts(description: JsonObject): void {
  walk(description.components, (node) => {
    for (const field of [objectAt(node, "dollars"), objectAt(node, "amount")])
      if (field.type === "number") field.type = "string";
  });
}

describe("published descriptions", () => {
  it.each<[string, (description: JsonObject) => void, string[]]>([
    ["rates amounts that become strings as major", retypeAmounts, ["response-type-changed"]],
    [
      "rates an operation that is gone",
      (description) => {
        Reflect.deleteProperty(part(description, "paths"), breakdown);
      },
      ["operation-removed", "type-removed"],
    ],
    [
      "sees that a parameter that the overlay describes is gone",
      (description) => {
        const operation = part(description, "paths", breakdown, "get");
        const isKept = (each: Json): boolean => !isObject(each) || each.name !== "tag";
        operation.parameters = (operation.parameters as Json[]).filter(isKept);
      },
      ["parameter-removed"],
    ],
    [
      "sees another server and a new scheme, though sync would reject them",
      (description) => {
        description.servers = [{ url: "https://billing.deepgram.com" }];
        const New = { type: "http", scheme: "bearer" };
        part(description, "components").securitySchemes = { New };
        part(description, "paths", breakdown, "get").security = [{ New: ["billing"] }];
      },
      ["server-changed", "scope-changed"],
    ],
    [
      "names a new object by its place",
      (description) => {
        const field = { type: "object", properties: { id: { type: "string" } } };
        const items = { type: "object", properties: { field } };
        const operation = part(description, "paths", "/v1/projects", "get");
        part(operation, "responses", "200", "content", "application/json").schema = {
          type: "object",
          properties: { projects: { type: "array", items } },
        };
      },
      ["response-field-removed"],
    ],
  ])("%s", async (_, change, rules) => {
    const { level, changes } = await changed(change);
    expect(level).toBe("major");
    const majors = changes.filter((each) => each.level === "major");
    expect([...new Set(majors.map(({ rule }) => rule))]).toEqual(rules);
  });
});
