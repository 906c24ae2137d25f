import { expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import path from "node:path";

function read(name: string): object {
  const file = path.join(__dirname, "../..", name);
  return JSON.parse(readFileSync(file, "utf8")) as object;
}

it("turbo.shared.json is turbo.json with a shared, signed cache, and turbo.json has none", () => {
  const local = read("turbo.json");
  expect(local).toHaveProperty("remoteCache", { enabled: false });
  expect(read("turbo.shared.json")).toEqual({
    ...local,
    remoteCache: { enabled: true, signature: true },
  });
});
