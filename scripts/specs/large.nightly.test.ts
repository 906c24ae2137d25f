import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { convert } from "./read/convert.js";
import { isObject, type JsonObject, objectAt, textAt } from "../common/json.js";
import { fixturePath, fixtureSource } from "./testing/repository.js";
import { scaffold } from "./testing/scaffold.js";
import { Workspace } from "./testing/workspace.js";
import { parseDescription } from "../common/yaml.js";

const platform = "genesys-cloud/platform.2018-03-21.swagger2.json.gz";

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => {
  workspace.remove();
});

/** Syncs a vendor and adds to its files what sync's messages require. */
async function syncNew(
  fixture: string,
  start: JsonObject,
  schemes: JsonObject,
): Promise<JsonObject> {
  const folder = join(workspace.root, "specs/new");
  const { vendor, overlay } = scaffold(start, schemes);
  mkdirSync(folder);
  writeFileSync(join(folder, "vendor.yaml"), vendor);
  writeFileSync(join(folder, "overlay.yaml"), overlay);
  const code = await workspace.run(["sync", "new", "--from", fixturePath(fixture)]);
  expect(workspace.err).toEqual([]);
  expect(code).toBe(0);
  return parseDescription(workspace.read("specs/new/openapi.yaml"), "openapi.yaml");
}

function operations(keys: readonly (readonly [string, string])[]): JsonObject {
  return Object.fromEntries(
    keys.map(([key, operationId]) => [key, { operationId, tag: "Billing" }]),
  );
}

describe("a whole description", () => {
  it("produces fifty operations from Genesys Cloud's 568 paths", async () => {
    const { paths } = convert(fixtureSource(platform)).document;
    const some = Object.entries(isObject(paths) ? paths : {}).filter((_, index) => index % 7 === 0);
    const all = some.flatMap(([path, item]) =>
      ["get", "post", "put"].flatMap((method) => {
        const operation = isObject(item) ? item[method] : undefined;
        return isObject(operation)
          ? [[`${method.toUpperCase()} ${path}`, textAt(operation, "operationId")] as const]
          : [];
      }),
    );
    const fifty = all.slice(0, 50);
    const contract = await syncNew(
      platform,
      {
        title: "Genesys Cloud platform",
        class: "Platform",
        server: "https://api.mypurecloud.com",
        sources: ["https://api.mypurecloud.com/api/v2/docs/swagger"],
        operations: operations(fifty),
        securitySchemes: { "PureCloud Auth": "OAuth" },
        permissions: "x-inin-requires-permissions",
      },
      {
        OAuth: {
          type: "oauth2",
          description: "A token.",
          flows: {
            clientCredentials: {
              tokenUrl: "https://login.mypurecloud.com/oauth/token",
              scopes: { all: "Everything." },
            },
          },
        },
      },
    );
    expect(workspace.out.filter((line) => !line.includes(": notice: "))).toEqual([
      "new: 50 operations; extract.yaml, names.yaml, openapi.yaml, provenance.json written",
    ]);
    expect(
      Object.values(objectAt(contract, "paths")).flatMap((item) => Object.keys(item ?? {})),
    ).toHaveLength(50);
  });
});
