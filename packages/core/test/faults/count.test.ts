import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { count, report } from "./count.js";
import { fine, fineData, type Row } from "./row.js";

const calm: Row = { id: "calm", server: [fine], outcome: fineData, requests: 1, longestMs: 0 };
const wrong: Row = { ...calm, id: "wrong", requests: 2 };
const retried: Row = {
  ...calm,
  id: "retried",
  server: [{ status: 503 }, fine],
  requests: 2,
  longestMs: 500,
};

describe("counting rows that fail", () => {
  it("returns each failing row with its differences", async () => {
    expect(await count("billkit", [calm, wrong, retried])).toEqual({
      kind: "billkit",
      rows: 3,
      failing: [{ id: "wrong", problems: ["requests: 1 instead of 2, in the value"] }],
    });
  });

  it("reports every client, and is ok only if Billkit fails no row", async () => {
    const plain = await count("openapi-fetch", [calm, retried]);
    expect(report([await count("billkit", [calm, retried]), plain], false)).toEqual({
      text: "billkit: 0 of 2 rows fail\nopenapi-fetch: 1 of 2 rows fail",
      ok: true,
    });
    expect(report([await count("billkit", [wrong]), plain], false)).toEqual({
      text: "wrong\n  requests: 1 instead of 2, in the value\nbillkit: 1 of 1 rows fail\nopenapi-fetch: 1 of 2 rows fail",
      ok: false,
    });
  });
});

describe("npm run faults", () => {
  const faults = (...args: string[]) => {
    const root = path.join(__dirname, "../../../..");
    const command = [path.join(__dirname, "main.ts"), ...args];
    return spawnSync(path.join(root, "node_modules/.bin/tsx"), command, { encoding: "utf8" });
  };

  it("prints JSON with --json", () => {
    const { status, stdout } = faults("--json", "503-then-fine");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      { kind: "billkit", rows: 1, failing: [] },
      {
        kind: "openapi-fetch",
        rows: 1,
        failing: [{ id: "503-then-fine", problems: expect.any(Array) }],
      },
    ]);
  });

  it("rejects an unknown id", () => {
    const { status, stdout, stderr } = faults("503-then-fine", "teapot");
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: "",
      stderr: `"teapot" isn't a row; pass ids of rows, --json or --undici\n`,
    });
  });
});
