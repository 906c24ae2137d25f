import { describe, expect, it } from "@jest/globals";
import { ConfigurationError, ServiceClient, type ClientOptions } from "../src/index.js";
import { json, listBalances, project, rig, service } from "./support/service.js";

/** JavaScript callers can pass anything. */
const make = (options: object) => (): unknown =>
  new ServiceClient(service, { credential: "key", ...options });
const layers = "allowed: an array of functions";
const clock = "allowed: an object with functions now, sleep";
const logger = "allowed: an object with functions debug, info, warn, error, or some of them";
const returns = (what: string): string => `that returns ${what}; allowed: a function`;
const now = (): number => 0;
const through = (next: unknown): unknown => next;

describe("functions in client options are validated when the client is created", () => {
  it.each<[string, keyof ClientOptions, object]>([
    [`is null; ${layers}`, "layers", { layers: null }],
    [`is an array; ${layers}`, "layers", { layers: [through, null] }],
    [`is a function; ${layers}`, "layers", { layers: through }],
    [`has at [0] a layer ${returns("null")}`, "layers", { layers: [() => null] }],
    [
      `has at [1] a layer ${returns("a Promise")}`,
      "layers",
      { layers: [through, (next: unknown) => Promise.resolve(next), through] },
    ],
    ['is "fetch"; allowed: a function', "fetch", { fetch: "fetch" }],
    ["is null; allowed: a function", "fetch", { fetch: null }],
    ["is 5; allowed: a function", "random", { random: 5 }],
    ["is null; allowed: a function", "random", { random: null }],
    [`is an object; ${clock}`, "clock", { clock: {} }],
    [`is an object; ${clock}`, "clock", { clock: { now } }],
    [`is an object; ${clock}`, "clock", { clock: { sleep: now } }],
    [`is an object; ${clock}`, "clock", { clock: { now, sleep: 5 } }],
    [`is null; ${clock}`, "clock", { clock: null }],
    [`is "x"; ${logger}`, "logger", { logger: "x" }],
    [`is null; ${logger}`, "logger", { logger: null }],
    [`is true; ${logger}`, "logger", { logger: true }],
    ...["debug", "info", "warn", "error"].map((level): [string, keyof ClientOptions, object] => [
      `is an object; ${logger}`,
      "logger",
      { logger: { [level]: "console" } },
    ]),
  ])("%s: %s", (problem, option, given) => {
    expect(make(given)).toThrow(ConfigurationError);
    expect(make(given)).toThrow(new Error(`Acme: ${option} ${problem}`));
    expect(make(given)).toThrow(expect.objectContaining({ option }));
  });

  class InfoLogger {
    readonly lines: string[] = [];
    info(message: string): void {
      this.lines.push(message);
    }
  }
  it.each<[string, object]>([
    ["no option", {}],
    [
      "an undefined option",
      { fetch: undefined, logger: undefined, clock: undefined, random: undefined },
    ],
    ["no layers", { layers: [] }],
    ["a class instance with one log level", { logger: new InfoLogger() }],
    ["a logger with an undefined level", { logger: { debug: undefined } }],
    [
      "a function with log levels as properties",
      { logger: Object.assign(() => 1, { warn: () => 1 }) },
    ],
    ["console", { logger: console }],
  ])("accepts %s", (_, given) => {
    expect(make(given)).not.toThrow();
  });

  it("skips levels that the logger doesn't have", async () => {
    const infoLogger = new InfoLogger();
    const { client } = rig(() => json({ a: 1 }), { logger: infoLogger });
    await expect(client.call(listBalances, project)).resolves.toEqual({ a: 1 });
    expect(infoLogger.lines).toEqual(["call"]);
  });
});
