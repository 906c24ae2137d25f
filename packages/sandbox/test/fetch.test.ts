import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { createSandboxFetch, type CommonOptions, type GivenState } from "../src/index.js";
import { basic, now } from "./support/client.js";
import { startForTest } from "./support/started.js";
import { allVendors } from "./support/vendors.js";

const here = path.dirname(String(expect.getState().testPath));
const dist = path.resolve(here, "../dist");

const open = (options: CommonOptions = {}) =>
  createSandboxFetch({ seed: 7, clock: { now: () => now }, validateResponses: true, ...options });

describe("a sandbox without a socket", () => {
  it("sends the same bytes as one with a socket, headers included", async () => {
    const served = await startForTest();
    const inMemory = await open();
    const request = async (
      send: typeof fetch,
      { deepgram, genesysCloud }: typeof inMemory | typeof served,
    ) => {
      const answers: unknown[] = [];
      const read = async (url: string, init: RequestInit) => {
        const response = await send(url, init);
        const body = await response.text();
        // In memory there are no connection headers.
        const ofConnection = ["connection", "keep-alive"];
        const headers = [...response.headers].filter(([name]) => !ofConnection.includes(name));
        answers.push([response.status, headers, body]);
        return body;
      };
      const key = { headers: { authorization: `Token ${deepgram.apiKey}` } };
      const project = `${deepgram.baseUrl}/v1/projects/${deepgram.projectId}`;
      for (const address of [
        "",
        "/balances",
        "/purchases?limit=0",
        "/billing/breakdown?grouping=tags",
      ]) {
        await read(project + address, key);
      }
      await read(`${deepgram.baseUrl}/v1/projects/%2f%2e/balances`, key);
      await read(project, { method: "POST", body: "x".repeat(70_000) });
      const login = await read(`${genesysCloud.loginUrl}/oauth/token`, {
        method: "POST",
        headers: { authorization: basic(genesysCloud.clientId, genesysCloud.clientSecret) },
        body: new URLSearchParams({ grant_type: "client_credentials" }),
      });
      const { access_token } = JSON.parse(login) as { access_token: string };
      await read(`${genesysCloud.baseUrl}/api/v2/orgauthorization/trustors`, {
        headers: { authorization: `Bearer ${access_token}` },
      });
      return answers;
    };
    const answers = await request(inMemory.fetch, inMemory);
    expect(answers).toEqual(await request(fetch, served));
    expect(answers).toHaveLength(8);
    inMemory.close();
  });

  it("accepts a Request, and can be called unbound", async () => {
    const { fetch: send, deepgram, close } = await open();
    const headers = { authorization: `Token ${deepgram.apiKey}` };
    const response = await send(new Request(`${deepgram.baseUrl}/v1/projects`, { headers }));
    expect(response.status).toBe(200);
    close();
  });

  it("rejects any other address", async () => {
    const sandbox = await open({ vendors: ["deepgram"] });
    for (const address of [
      "https://api.deepgram.com/v1/projects",
      "https://genesys-cloud.invalid/",
    ]) {
      await expect(sandbox.fetch(address)).rejects.toMatchObject({
        name: "TypeError",
        message: "fetch failed",
        cause: { message: `There is no sandbox at ${address}.` },
      });
    }
    sandbox.close();
  });

  it("rejects with the signal's own reason, before and during a request", async () => {
    const waits: AbortSignal[] = [];
    const sleep = (_ms: number, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        waits.push(signal);
        signal.addEventListener("abort", () => {
          reject(new Error("The wait was aborted."));
        });
      });
    const sandbox = await open({ clock: { now: () => now, sleep } });
    const reason = new Error("enough");
    const { baseUrl } = sandbox.deepgram;
    await expect(sandbox.fetch(baseUrl, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    sandbox.control.addFault({ kind: "delay", delayMs: 60_000 });
    const controller = new AbortController();
    const answer = sandbox.fetch(baseUrl, { signal: controller.signal });
    while (waits.length === 0) await Promise.resolve();
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    sandbox.close();
  });

  it("aborts responses in progress when it is closed", async () => {
    const sandbox = await open();
    const { baseUrl } = sandbox.deepgram;
    sandbox.control.addFault({ kind: "stall", afterBytes: 0, count: 1 });
    const stalled = await sandbox.fetch(baseUrl);
    sandbox.control.addFault({ kind: "delay", delayMs: 2_000_000_000 });
    const delayed = sandbox.fetch(baseUrl);
    sandbox.close();
    await expect(stalled.text()).rejects.toThrow("fetch failed");
    await expect(delayed).rejects.toThrow("fetch failed");
    await expect(sandbox.fetch(baseUrl)).rejects.toMatchObject({
      cause: { message: "The sandbox is closed." },
    });
  });

  it.each<[object, string]>([
    [{ port: 1 }, "A sandbox has no option port."],
    [
      { seed: "file" },
      'Sandbox option seed must be a whole number, a file or a state, not "file".',
    ],
    [
      { seed: { vendors: { deepgram: {} } } },
      "Sandbox option seed: /vendors/deepgram: must have required property 'accounts'",
    ],
    [
      { seed: { vendors: { "no such vendor": {} } } satisfies GivenState },
      `Sandbox option seed: /vendors: no such vendor is unknown; allowed: ${allVendors.join(", ")}`,
    ],
  ])("%j is rejected in one line", async (options, message) => {
    await expect(createSandboxFetch(options)).rejects.toMatchObject({ message });
  });
});

describe("for browsers", () => {
  const bundle = path.join(dist, "browser/fetch.js");

  it("is one file that imports nothing from Node", () => {
    expect(readFileSync(bundle, "utf8")).not.toMatch(/\bfrom\s*["'][^"']+["']\s*;|["']node:/);
  });

  it("works with only what the web platform has", () => {
    // Node's globals are hidden from the bundle, not from Node itself.
    const names = ["process", "Buffer", "global", "require", "setImmediate", "__dirname"];
    const hidden = names.map((name) => `const ${name} = undefined;`).join("");
    const source = hidden + readFileSync(bundle, "utf8");
    const program = `
      const module = ${JSON.stringify(`data:text/javascript,${encodeURIComponent(source)}`)};
      const { createSandboxFetch } = await import(module);
      const { fetch, deepgram, genesysCloud, control } = await createSandboxFetch({
        validateResponses: true,
      });
      const headers = { authorization: "Token " + deepgram.apiKey };
      const response = await fetch(deepgram.baseUrl + "/v1/projects", { headers });
      console.log(response.status, (await response.json()).projects.length);
      // Firefox has none.
      Object.defineProperty(Request.prototype, "body", { value: undefined });
      const { loginUrl, clientId, clientSecret } = genesysCloud;
      const send = (body) =>
        fetch(loginUrl + "/oauth/token", {
          method: "POST",
          headers: { authorization: "Basic " + btoa(clientId + ":" + clientSecret) },
          body,
        });
      const login = new URLSearchParams({ grant_type: "client_credentials" });
      console.log((await send(login)).status, (await send("x".repeat(70_000))).status);
      control.addFault({ kind: "status", status: 307, count: 1, headers: { location: "token" } });
      console.log((await send(login)).status);
    `;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module"], {
      encoding: "utf8",
      input: program,
    });
    expect({ stdout, stderr }).toEqual({ stdout: "200 3\n200 413\n200\n", stderr: "" });
  });
});

describe("open handles", () => {
  it.each([
    ["with sockets", "startSandbox", "{}"],
    ["without", "createSandboxFetch", '{ faults: [{ kind: "stall" }] }'],
  ])(
    "are none: a process that opened and closed many %s exits by itself",
    (_name, start, options) => {
      const program = `
      import { ${start} } from ${JSON.stringify(`file://${dist}/esm/index.js`)};
      const open = async (seed) => {
        const sandbox = await ${start}({ seed, ...${options} });
        const send = sandbox.fetch ?? fetch;
        const { apiKey, baseUrl } = sandbox.deepgram;
        const headers = { authorization: "Token " + apiKey };
        const response = await send(baseUrl + "/v1/projects", { headers });
        return { sandbox, status: response.status };
      };
      const opened = await Promise.all(Array.from({ length: 20 }, (_, seed) => open(seed)));
      for (const { sandbox } of opened) sandbox.control.addFault({ kind: "delay", delayMs: 2e9 });
      for (const { sandbox } of opened) {
        (sandbox.fetch ?? fetch)(sandbox.deepgram.baseUrl).catch(() => {});
      }
      await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(opened.map(({ sandbox }) => sandbox.close()));
      console.log(opened.every(({ status }) => status === 200));
    `;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ["--input-type=module", "--eval", program],
        { encoding: "utf8", timeout: 50_000 },
      );
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "true\n", stderr: "" });
    },
  );
});
