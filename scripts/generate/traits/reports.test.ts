import { describe, expect, it } from "@jest/globals";
import { stringify } from "yaml";
import type { JsonObject } from "../../common/json.js";
import { checkOperationTraits } from "../../specs/contract/operation-traits.js";
import { parseOverlay } from "../../specs/overlay/overlay.js";
import { problemsOf } from "../../specs/testing/problems.js";
import { exportsContract } from "../testing/report-contracts.js";

const trait = "x-billkit-report";
const path = "/accounts/{account}/exports";

/** The error about the fictional vendor's changed trait; a key that is undefined is omitted. */
function problemOf(change: Readonly<Record<string, unknown>>): string {
  // Drops keys that are undefined.
  const contract = JSON.parse(JSON.stringify(exportsContract(change as JsonObject))) as JsonObject;
  const { paths } = contract as { paths: Record<string, { post: JsonObject }> };
  const update = { [trait]: paths[path]?.post[trait] ?? null };
  const target = `$.paths['${path}'].post`;
  const overlay = parseOverlay(
    stringify({ overlay: "1.0.0", actions: [{ target, update }] }),
    "overlay.yaml",
  );
  const lineOf = (at: readonly string[]) => overlay.lineOf(at);
  const problems = problemsOf(() => {
    checkOperationTraits(contract, "overlay.yaml", lineOf);
  });
  return problems.join("\n");
}

describe(trait, () => {
  it("is accepted if it is valid", () => {
    expect(problemOf({})).toBe("");
  });

  it.each<[string, object, string]>([
    [
      "an unknown form",
      { form: "poll", id: undefined, parameter: undefined },
      "allowed: repeat, job, location",
    ],
    ["an unknown key", { stat: "/state" }, 'unknown key "stat"'],
    ["a job without an id", { id: undefined }, 'needs "id"'],
    ["a status without states", { states: undefined }, "states"],
    [
      "an unknown status",
      { states: { complete: ["finished"] } },
      `"finished" isn't a value of /state; declared: queued, running, done, failed, nothing`,
    ],
    [
      "a status in two states",
      { states: { complete: ["done"], failed: ["done"] } },
      '"done" is already complete',
    ],
    ["an unknown status", { status: "/progress" }, '"/progress" leads to nothing in the answer'],
    ["a status that is a list", { status: "/files" }, '"/files" is array'],
    ["an unknown required field", { requires: ["/rows"] }, '"/rows" leads to nothing'],
    ["a message at an unknown field", { message: "/error" }, '"/error" leads to nothing'],
    ["an id at an unknown field", { id: "/key" }, '"/key" leads to nothing'],
    ["an unknown reading operation", { read: "fetchExport" }, 'no operation "fetchExport"'],
    ["a reading operation that writes", { read: "createExport" }, "is for GET operations"],
    ["an unknown parameter", { parameter: "id" }, `"id" isn't a parameter of getExport`],
    ["an argument that start lacks", { parameter: "account" }, "getExport requires exportId"],
    ["a success status as expired", { expired: [200] }, "must be >= 400"],
    [
      "downloads at an unknown field",
      { downloads: { at: "/links", origins: ["https://files.acme.test"] } },
      '"/links" leads to nothing',
    ],
    [
      "downloads of any origin",
      { downloads: { at: "/files/*/url", origins: ["https://*"] } },
      '"https://*" does not match',
    ],
    ["a location of a job", { location: "Location" }, "doesn't belong here"],
  ])("with %s is rejected with file and line", (_, change, expected) => {
    const message = problemOf(change as Readonly<Record<string, unknown>>);
    expect(message).toMatch(/^overlay\.yaml:\d+: #\/\S[^\n]*$/);
    expect(message).toContain(expected);
  });
});
