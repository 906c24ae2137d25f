import { describe, expect, it } from "@jest/globals";
import { isObject, type Json, type JsonObject, objectAt } from "../../common/json.js";
import { convert } from "../read/convert.js";
import {
  deepgramVersions,
  fixtureSource,
  readRepository,
  source,
  vendorFiles,
} from "../testing/repository.js";
import { parseDescription, toYaml } from "../../common/yaml.js";
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

/** The part of a description that a path leads to. */
function part(description: JsonObject, ...path: string[]): JsonObject {
  return path.reduce(objectAt, description);
}

function rulesOf({ changes }: Diff): string[] {
  return changes.map(({ rule, location }) => `${rule} ${location.old}`);
}

describe("published descriptions", () => {
  it.each(deepgramVersions)("Deepgram's of %s is the contract, to the letter", async (version) => {
    const given = await describedContract(files, fixtureSource(`deepgram/openapi.${version}.yml`));
    expect(given).toEqual(parseDescription(readRepository("specs/deepgram/openapi.yaml"), "it"));
  });

  it("amounts that become text are major, wherever the overlay has its word", async () => {
    const diff = await changed((description) => {
      const visit = (value: Json): void => {
        if (Array.isArray(value)) value.forEach(visit);
        if (!isObject(value)) return;
        for (const name of ["dollars", "amount"]) {
          const field = objectAt(value, name);
          if (field.type === "number") field.type = "string";
        }
        Object.values(value).forEach(visit);
      };
      visit(description.components ?? null);
    });
    expect(diff.level).toBe("major");
    expect(rulesOf(diff)).toContain(
      "response-type-changed /components/schemas/BillingBreakdownResult/properties/dollars/type",
    );
    expect(new Set(diff.changes.map(({ rule }) => rule))).toEqual(
      new Set(["response-type-changed"]),
    );
  });

  it("an operation that is gone is rated, not refused", async () => {
    const diff = await changed((description) => {
      Reflect.deleteProperty(part(description, "paths"), breakdown);
    });
    expect(rulesOf(diff)[0]).toMatch(/^operation-removed /);
    expect(diff.changes.filter(({ level }) => level === "major").map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["operation-removed", "type-removed"]),
    );
    expect(diff.changes.map(({ old }) => old)).toContain(`GET ${breakdown}`);
  });

  it("a parameter that the overlay describes is gone", async () => {
    const diff = await changed((description) => {
      const operation = part(description, "paths", breakdown, "get");
      operation.parameters = (operation.parameters as Json[]).filter(
        (each) => !isObject(each) || each.name !== "tag",
      );
    });
    expect(diff.changes.map(({ message }) => message)).toEqual([
      "`tag` of getBillingBreakdown is gone: calls that pass it no longer compile",
    ]);
  });

  it("another server and a new scheme are seen, though the extract would not take them", async () => {
    const diff = await changed((description) => {
      description.servers = [{ url: "https://billing.deepgram.com" }];
      part(description, "components").securitySchemes = { New: { type: "http", scheme: "bearer" } };
      part(description, "paths", breakdown, "get").security = [{ New: ["billing"] }];
    });
    expect(diff.changes.map(({ rule, old, new: now }) => [rule, old, now])).toEqual([
      ["server-changed", "https://api.deepgram.com", "https://billing.deepgram.com"],
      ["scope-changed", [{ ApiKey: [] }], [{ New: ["billing"] }]],
    ]);
  });

  it("names a new object by its place", async () => {
    const diff = await changed((description) => {
      const field = { type: "object", properties: { id: { type: "string" } } };
      const operation = part(description, "paths", "/v1/projects", "get");
      part(operation, "responses", "200", "content", "application/json").schema = {
        type: "object",
        properties: {
          projects: { type: "array", items: { type: "object", properties: { field } } },
        },
      };
    });
    expect(rulesOf(diff)).toContainEqual(expect.stringContaining("/components/schemas/Project"));
  });
});
