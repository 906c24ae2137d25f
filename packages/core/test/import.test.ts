import { afterEach, expect, it, jest } from "@jest/globals";

const own = ["fetch", "Request"].map(
  (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name) ?? {}] as const,
);
afterEach(() => {
  for (const [name, descriptor] of own) Object.defineProperty(globalThis, name, descriptor);
});

it("importing core touches no runtime global: loading fetch takes Node longer than loading all of core", async () => {
  const globalsRead: string[] = [];
  for (const [name] of own) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        globalsRead.push(name);
        return undefined;
      },
    });
  }
  await jest.isolateModulesAsync(async () => {
    const core = await import("../src/index.js");
    expect(core).toHaveProperty("ServiceClient");
  });
  expect(globalsRead).toEqual([]);
});
