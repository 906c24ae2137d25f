import { describe, expect, it } from "@jest/globals";
import { Deepgram } from "@billkit/deepgram";
import { ConfigurationError, connectDeepgram } from "../src/index.js";
import { cleanEnvironment } from "./support/environment.js";
import { json, stubFetch } from "./support/stub-fetch.js";

describe("connectDeepgram", () => {
  cleanEnvironment();

  it.each([
    ["the option", { apiKey: "from-option" }, undefined, "Token from-option"],
    ["the environment", {}, "from-environment", "Token from-environment"],
    ["the option before the environment", { apiKey: "option" }, "environment", "Token option"],
    ["the environment if the option is empty", { apiKey: "" }, "environment", "Token environment"],
    ["a function", { credential: () => "from-function" }, "environment", "Token from-function"],
  ])("takes the key from %s", async (_, options, variable, expected) => {
    if (variable !== undefined) process.env.DEEPGRAM_API_KEY = variable;
    const { fetch, requests } = stubFetch(() => json({ projects: [] }));
    const deepgram = connectDeepgram({ ...options, fetch });
    await deepgram.projects.listProjects();
    expect(deepgram).toBeInstanceOf(Deepgram);
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([expected]);
  });

  it.each([
    ["Deepgram's own", {}, undefined, "https://api.deepgram.com/v1/projects"],
    [
      "the environment's",
      {},
      "https://proxy.example/deepgram/",
      "https://proxy.example/deepgram/v1/projects",
    ],
    [
      "the option's",
      { baseUrl: "http://127.0.0.1:9" },
      "https://proxy.example",
      "http://127.0.0.1:9/v1/projects",
    ],
    ["its default if both are empty", { baseUrl: "" }, "", "https://api.deepgram.com/v1/projects"],
  ])("sends requests to %s address", async (_, options, variable, expected) => {
    if (variable !== undefined) process.env.DEEPGRAM_BASE_URL = variable;
    const { fetch, requests } = stubFetch(() => json({ projects: [] }));
    await connectDeepgram({ apiKey: "key", ...options, fetch }).projects.listProjects();
    expect(requests.map(({ url }) => url.href)).toEqual([expected]);
  });

  it.each([
    ["no key", {}, "Deepgram: no apiKey; pass apiKey or set DEEPGRAM_API_KEY"],
    ["empty ones", { apiKey: "" }, "Deepgram: no apiKey; pass apiKey or set DEEPGRAM_API_KEY"],
    [
      "two",
      { apiKey: "secret-one", credential: "secret-two" },
      "Deepgram: pass either apiKey or credential, not both",
    ],
  ])("rejects %s", (_, options, message) => {
    process.env.DEEPGRAM_API_KEY = "";
    expect(() => connectDeepgram(options)).toThrow(ConfigurationError);
    expect(() => connectDeepgram(options)).toThrow(
      expect.objectContaining({ message, option: "apiKey" }),
    );
  });

  it.each([
    [{ apikey: "key" }, "apikey", "apiKey"],
    [{ apiKey: "key", retries: 3 }, "retries", "maxRetries"],
    [{ apiKey: "key", timeout: 3 }, "timeout", "timeoutMs"],
  ])("rejects an unknown option: %j", (options: object, option, nearest) => {
    expect(() => connectDeepgram(options)).toThrow(
      expect.objectContaining({
        name: "ConfigurationError",
        message: `Deepgram: ${option} is an unknown option; did you mean ${nearest}?`,
        option,
      }),
    );
  });

  it("works without a process object", () => {
    const { process: own } = globalThis;
    Reflect.deleteProperty(globalThis, "process");
    try {
      expect(connectDeepgram({ apiKey: "key" })).toBeInstanceOf(Deepgram);
      expect(() => connectDeepgram()).toThrow(ConfigurationError);
    } finally {
      globalThis.process = own;
    }
  });
});
