import { once } from "node:events";
import { connect, createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import { startSandbox, type SandboxOptions } from "../src/index.js";
import { asDeepgram, asGenesysCloud, now, startFixed, type Reply } from "./support/client.js";
import { allVendors, contractVendors } from "./support/vendors.js";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(options: SandboxOptions = {}) {
  const sandbox = await startFixed(options);
  closing.push(() => sandbox.close());
  return sandbox;
}

describe("a started sandbox", () => {
  it("has addresses and credentials", async () => {
    const sandbox = await start();
    const origin: unknown = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/);
    const uuid: unknown = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const calls = { credential: expect.any(String), arguments: expect.any(Object) };
    const deepgram = {
      ...calls,
      baseUrl: origin,
      apiKey: expect.stringMatching(/^[0-9a-f]{40}$/),
      projectId: uuid,
    };
    const genesysCloud = {
      ...calls,
      baseUrl: origin,
      loginUrl: sandbox.genesysCloud.baseUrl,
      clientId: uuid,
      clientSecret: expect.stringMatching(/^[\w-]{43}$/),
      trustorOrgId: uuid,
    };
    const another: unknown = expect.objectContaining({ ...calls, baseUrl: origin });
    const others = Object.fromEntries(contractVendors.map((name) => [name, another]));
    const { vendors } = sandbox;
    expect(vendors).toEqual({ deepgram, "genesys-cloud": genesysCloud, ...others });
    expect(sandbox).toEqual({
      vendors,
      deepgram,
      genesysCloud,
      ...Object.fromEntries(contractVendors.map((name) => [camelCase(name), another])),
      control: expect.objectContaining({ url: `${sandbox.deepgram.baseUrl}/_control` }),
      close: expect.any(Function),
    });
    expect(sandbox.control).not.toHaveProperty("token");
    expect(sandbox.deepgram.baseUrl).not.toBe(sandbox.genesysCloud.baseUrl);
  });

  it("serves a single vendor if configured", async () => {
    const sandbox = await startSandbox({ vendors: ["genesys-cloud"] });
    closing.push(() => sandbox.close());
    expect(sandbox).not.toHaveProperty("deepgram");
    expect(Object.keys(sandbox.vendors)).toEqual(["genesys-cloud"]);
    expect((await fetch(sandbox.genesysCloud.baseUrl)).status).toBe(404);
  });

  it("follows the system clock by default", async () => {
    const sandbox = await startSandbox();
    closing.push(() => sandbox.close());
    const request = await asGenesysCloud(sandbox);
    const id = sandbox.genesysCloud.trustorOrgId;
    const { json } = await request(`/api/v2/billing/trusteebillingoverview/${id}`);
    const end = Date.parse(String(dig(json, "billingPeriodEndDate")));
    expect(Math.abs(end - Date.now())).toBeLessThan(32 * 86_400_000);
  });

  it("listens on any loopback address", async () => {
    const sandbox = await start({ host: "::1" });
    expect(sandbox.deepgram.baseUrl).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await asDeepgram(sandbox)("/v1/projects")).status).toBe(200);
  });

  it("closes immediately, whatever is connected, and frees its ports", async () => {
    const sandbox = await startFixed();
    await asDeepgram(sandbox)("/v1/projects");
    const port = Number(new URL(sandbox.deepgram.baseUrl).port);
    // A connection in the middle of a request that never ends.
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.write("POST /oauth/token HTTP/1.1\r\nhost: sandbox\r\ncontent-length: 10\r\n\r\n12");
    socket.on("error", () => undefined);
    const ended = new Promise((resolve) => socket.once("close", resolve));
    await Promise.all([sandbox.close(), sandbox.close()]);
    await ended;
    const again = await start({ port, vendors: ["deepgram"] });
    expect(again.deepgram.baseUrl).toBe(`http://127.0.0.1:${port}`);
  });
});

describe("an invalid HTTP request", () => {
  it.each([
    "GET /v1\\projects HTTP/1.1\r\nhost: a\r\n",
    "GET /v1/projects HTTP/1.1\r\nhost: a b\r\n",
  ])("%j is the vendor's 400, with a request id", async (head) => {
    const sandbox = await start();
    for (const { baseUrl } of [sandbox.deepgram, sandbox.genesysCloud]) {
      const socket = connect(Number(new URL(baseUrl).port), "127.0.0.1");
      socket.end(`${head}connection: close\r\n\r\n`);
      let text = "";
      for await (const chunk of socket) text += String(chunk);
      expect(text).toMatch(/^HTTP\/1\.1 400 /);
      expect(text).toMatch(/\r\n(?:dg-request-id|inin-correlation-id): [0-9a-f-]{36}\r\n/i);
      expect(text).toMatch(/"category":"BAD_REQUEST"|"code":"bad\.request"/);
    }
  });
});

describe("seed and clock", () => {
  async function everything(options: SandboxOptions): Promise<string> {
    const sandbox = await start(options);
    const replies: Reply[] = [];
    const deepgram = asDeepgram(sandbox, replies);
    const project = `/v1/projects/${sandbox.deepgram.projectId}`;
    await deepgram("/v1/projects");
    for (const path of ["balances", "purchases", "billing/fields", "billing/breakdown", "none"]) {
      await deepgram(`${project}/${path}`);
    }
    const genesys = await asGenesysCloud(sandbox, replies);
    await genesys("/api/v2/orgauthorization/trustors");
    const id = sandbox.genesysCloud.trustorOrgId;
    await genesys(`/api/v2/billing/trusteebillingoverview/${id}`);
    const dates = "startDate=2026-05-01T00:00:00Z&endDate=2026-05-31T23:59:59Z";
    for (let poll = 0; poll < 3; poll += 1) {
      await genesys(`/api/v2/billing/reports/billableusage?${dates}`);
    }
    return JSON.stringify(replies);
  }

  it("produce the same bytes each time, headers included", async () => {
    expect(await everything({ seed: 3 })).toBe(await everything({ seed: 3 }));
  });

  it("produce other credentials and data for another seed", async () => {
    const [one, two] = [await start({ seed: 1 }), await start({ seed: 2 })];
    expect(one.deepgram.apiKey).not.toBe(two.deepgram.apiKey);
    expect(one.genesysCloud.clientSecret).not.toBe(two.genesysCloud.clientSecret);
    expect(await everything({ seed: 1 })).not.toBe(await everything({ seed: 2 }));
  });

  it("keep a past day's usage when the clock advances", async () => {
    const day = async (clock: number) => {
      const sandbox = await start({ clock: { now: () => clock } });
      const project = `/v1/projects/${sandbox.deepgram.projectId}`;
      const dates = "start=2026-06-01&end=2026-06-02&grouping=line_item";
      return (await asDeepgram(sandbox)(`${project}/billing/breakdown?${dates}`)).text;
    };
    expect(await day(now)).toBe(await day(now + 40 * 86_400_000));
  });
});

describe("several sandboxes in one process", () => {
  it("are independent", async () => {
    const [one, two] = [await start({ seed: 1 }), await start({ seed: 2 })];
    const request = await asGenesysCloud(one);
    const token = await asGenesysCloud(two);
    const address =
      "/api/v2/billing/reports/billableusage" +
      "?startDate=2026-05-01T00:00:00Z&endDate=2026-05-31T23:59:59Z";
    for (let poll = 0; poll < 3; poll += 1) await request(address);
    expect((await request(address)).json).toMatchObject({ status: "Complete" });
    expect((await token(address)).json).toMatchObject({ status: "InProgress" });
    const { apiKey } = one.deepgram;
    const headers = { authorization: `Token ${apiKey}` };
    expect((await fetch(`${two.deepgram.baseUrl}/v1/projects`, { headers })).status).toBe(401);
  });
});

describe("an invalid option is rejected in one line", () => {
  const refused = (options: object) => startSandbox(options as SandboxOptions);
  const last = 65_536 - allVendors.length;

  it.each([
    [{ port: 65_536 }, `Sandbox option port must be a whole number from 0 to ${last}, not 65536.`],
    [{ port: 65_535 }, `Sandbox option port must be a whole number from 0 to ${last}, not 65535.`],
    [{ port: -1 }, `Sandbox option port must be a whole number from 0 to ${last}, not -1.`],
    [{ port: 1.5 }, `Sandbox option port must be a whole number from 0 to ${last}, not 1.5.`],
    [{ port: "80" }, `Sandbox option port must be a whole number from 0 to ${last}, not "80".`],
    [{ seed: "nowhere" }, "nowhere doesn't exist."],
    [{ seed: NaN }, "Sandbox option seed must be a whole number, a file or a state, not NaN."],
    [{ seed: { seed: 1.5 } }, "Sandbox option seed: /seed: must be integer"],
    [{ reportPolls: -1 }, "Sandbox option reportPolls must be a whole number from 0, not -1."],
    [
      { vendors: ["no such vendor"] },
      `Sandbox option vendors must be any of ${allVendors.join(", ")}, not "no such vendor".`,
    ],
    [
      { vendors: [] },
      "Sandbox option vendors must be a list of one or more names without duplicates, not [].",
    ],
    [{ clock: 5 }, "Sandbox option clock must be an object with a now() function, not 5."],
    [
      { clock: { now: () => NaN } },
      "Sandbox option clock must be a clock whose now() is milliseconds within 430 years of 1970, not NaN.",
    ],
    [
      { clock: { now: () => 8.64e15 } },
      "Sandbox option clock must be a clock whose now() is milliseconds within 430 years of 1970, not 8640000000000000.",
    ],
    [
      { clock: { now: () => "1" } },
      'Sandbox option clock must be a clock whose now() is milliseconds within 430 years of 1970, not "1".',
    ],
    [{ vendors: 5 }, "Sandbox option vendors must be a list of names, not 5."],
    [{ enforceLimits: "no" }, 'Sandbox option enforceLimits must be true or false, not "no".'],
    [{ validateResponses: 1 }, "Sandbox option validateResponses must be true or false, not 1."],
    [{ host: "mars" }, 'Sandbox option host must be an IP address or localhost, not "mars".'],
    [{ host: 7 }, "Sandbox option host must be an IP address or localhost, not 7."],
    [{ faults: {} }, "Sandbox option faults must be a list of faults, not {}."],
    [{ sed: 1 }, "A sandbox has no option sed."],
  ])("%j", async (options, message) => {
    await expect(refused(options)).rejects.toMatchObject({ message });
  });

  it("a port in use, which leaves nothing running", async () => {
    const { first, blocker } = await blockSecondOf(20_000 + (process.pid % 10_000));
    closing.push(() => stop(blocker));
    await expect(startSandbox({ port: first })).rejects.toMatchObject({
      message: `Port ${first + 1} on 127.0.0.1 is in use; pass another one, or 0.`,
    });
    // The first vendor had its port by then, and has released it.
    const next = await start({ port: first, vendors: ["deepgram"] });
    expect(next.deepgram.baseUrl).toBe(`http://127.0.0.1:${first}`);
  });
});

/** Finds two free adjacent ports from `first` on, below the ports that the system assigns itself. */
async function blockSecondOf(first: number): Promise<{ first: number; blocker: Server }> {
  const [lower, blocker] = [await tryToListen(first), await tryToListen(first + 1)];
  await stop(lower);
  if (lower && blocker) return { first, blocker };
  await stop(blocker);
  return blockSecondOf(first + 2);
}

async function stop(server: Server | undefined): Promise<void> {
  if (!server) return;
  server.close();
  await once(server, "close");
}

function tryToListen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => {
      resolve(undefined);
    });
    server.listen(port, "127.0.0.1", () => {
      resolve(server);
    });
  });
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
