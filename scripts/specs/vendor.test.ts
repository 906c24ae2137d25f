import { describe, expect, it } from "@jest/globals";
import { problemsOf } from "./testing/problems.js";
import { readRepository } from "./testing/repository.js";
import { parseVendor } from "./vendor.js";

/** With one dropped parameter. */
const good = readRepository("specs/deepgram/vendor.yaml").replace(
  /parameters:\n(?: {4}.*\n)+/,
  "parameters: [header Authorization]\n",
);

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split("\n").length;
}

describe("vendor.yaml", () => {
  it.each<[string, string, string, string, string]>([
    ["a typo in a key", "accept:", "acept:", "acept", '"acept"; did you mean "accept"? known here'],
    ["a key that is missing", "title: Deepgram billing\n", "", "#", 'needs "title"'],
    ["an id twice", "Id: getBalance", "Id: listBalances", "getXXX", "already names"],
    ["a number for text", "Deepgram billing", "7", "title: 7", "7 does not match"],
    ["a schema's name", "ErrorResponse\n", '"../Error"\n', "*.4XX", "does not match"],
    ["a key twice", "title:", "title: x\ntitle:", "title: Deepgram", "is duplicated in one object"],
  ])("%s", (name, part, replacement, at, message) => {
    const text = good.replace(part, replacement);
    const [problem, ...others] = problemsOf(() => parseVendor(text, "vendor.yaml"));
    expect(others).toEqual([]);
    expect(problem).toContain(message);
    const anchor = name === "an id twice" ? "/v1/projects/{project_id}/balances/{balance_id}" : at;
    expect(problem).toMatch(new RegExp(`^vendor\\.yaml:${lineOf(text, anchor)}: `));
  });

  it("names all mistakes at once", () => {
    const text = good.replace("title:", "titel:").replace("class: Deepgram", "class: deep gram");
    expect(problemsOf(() => parseVendor(text, "vendor.yaml"))).toHaveLength(3);
  });

  it("has operations, dropped parameters and names of schemas", () => {
    const vendor = parseVendor(good, "vendor.yaml");
    expect(vendor.operations[0]).toEqual({
      key: "GET /v1/projects",
      method: "get",
      path: "/v1/projects",
      operationId: "listProjects",
      tag: "Projects",
    });
    expect(vendor.droppedParameters).toEqual(["header Authorization"]);
    expect(vendor.schemas.get("*.4XX")).toBe("ErrorResponse");
  });

  it.each<[string, string]>([
    ["accept:\n  - server: https://a.test", 'accept.0: needs "reason"'],
    ["accept:\n  - reason: x", "accept.0: needs at least 2 of: operation, server"],
    ["references: [http://a.test/x]", '"http://a.test/x" does not match '],
    ["references: [https://a.test/x, https://a.test/x]", "references: has a duplicate item"],
    ["accept: []", "accept: needs 1 or more items"],
  ])("%s", (lines, message) => {
    const at = good.indexOf("accept:");
    const text = `${good.slice(0, at)}${lines}\n`;
    const [problem, ...others] = problemsOf(() => parseVendor(text, "vendor.yaml"));
    expect(others).toEqual([]);
    expect(problem).toContain(message);
    expect(Number(/^vendor\.yaml:(\d+): /.exec(problem ?? "")?.[1])).toBeGreaterThanOrEqual(
      lineOf(text, lines),
    );
  });
});
