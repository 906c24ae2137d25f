import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import type { SandboxOptions } from "../src/index.js";
import { asDeepgram, asGenesysCloud, logIn, type Reply } from "./support/client.js";
import { controlOf } from "./support/control.js";
import { startForTest } from "./support/started.js";

const trustors = "/api/v2/orgauthorization/trustors";
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "billkit-sandbox-"));
  file = path.join(folder, "state.json");
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const start = (options: SandboxOptions = {}) => startForTest({ state: file, ...options });

const written = async (): Promise<unknown> => JSON.parse(await readFile(file, "utf8"));

describe("a state file", () => {
  it("is written at the start and restored after a restart: logins, reports, usage, request ids", async () => {
    const first = await start();
    expect(await written()).toEqual(JSON.parse(JSON.stringify(first.control.state())));
    const replies: Reply[] = [];
    await asDeepgram(first, replies)("/v1/projects");
    const request = await asGenesysCloud(first);
    const token = Object.keys(first.control.state().vendors["genesys-cloud"].tokens);
    const project_id = first.deepgram.projectId;
    const added = { project_id, accessor: "a", line_item: "sync::nova-3", dollars: 0.00000001 };
    first.control.act("deepgram", "usage", added);
    await request(trustors);
    const before = first.control.state();
    await first.close();
    expect(await written()).toEqual(before);

    const second = await start();
    expect(second.control.state()).toEqual(before);
    const headers = { authorization: `Bearer ${token[0] ?? ""}` };
    const { status } = await fetch(second.genesysCloud.baseUrl + trustors, { headers });
    expect(status).toBe(200);
    await asDeepgram(second, replies)("/v1/projects");
    expect(new Set(replies.map((reply) => reply.headers["dg-request-id"])).size).toBe(2);
  });

  it("is written before the control API responds, and leaves no other files in the folder", async () => {
    const sandbox = await start();
    const control = controlOf(sandbox);
    await control.put("/state", { clockOffsetMs: 5 });
    expect(dig(await written(), "clockOffsetMs")).toBe(5);
    await control.post("/reset", "");
    expect(dig(await written(), "clockOffsetMs")).toBe(0);
    await Promise.all([1, 2, 3].map((ms) => control.put("/state", { clockOffsetMs: ms })));
    expect(await written()).toEqual(sandbox.control.state());
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  it("takes precedence over the seed, and a reset returns to the seed", async () => {
    const first = await start({ seed: 3 });
    const { apiKey } = first.deepgram;
    await first.close();
    const second = await start({ seed: 4 });
    expect(second.deepgram.apiKey).toBe(apiKey);
    second.control.reset();
    const [account] = second.control.state().vendors.deepgram.accounts;
    expect(account?.keys[0]?.key).not.toBe(apiKey);
  });

  it.each([
    ["{", /^.*state\.json isn't JSON: .*$/],
    ["[]", /^.*state\.json isn't a JSON object\.$/],
    ['{\n  "seed": 1,\n  "a" 5\n}\n', /^.*state\.json isn't JSON: .*$/],
    [
      '{"requests":{"no such vendor":1}}',
      /state\.json: \/requests: no such vendor is unknown; allowed: deepgram/,
    ],
    [
      '{"vendors":{"deepgram":{}}}',
      /state\.json: \/vendors\/deepgram: must have required property/,
    ],
    [
      '{"vendors":{"no such vendor":{}}}',
      /state\.json: \/vendors: no such vendor is unknown; allowed: deepgram/,
    ],
  ])("that is broken, %s, is rejected in one line and left unchanged", async (content, message) => {
    await writeFile(file, content);
    await expect(start()).rejects.toThrow(message);
    expect(await readFile(file, "utf8")).toBe(content);
  });

  it("that can't be written is rejected in one line", async () => {
    const nowhere = path.join(folder, "none", "state.json");
    await expect(start({ state: nowhere })).rejects.toThrow(
      /^.*none\/state\.json can't be written: ENOENT[^\n]*$/,
    );
    await expect(start({ state: folder })).rejects.toThrow(/can't be read: EISDIR[^\n]*$/);
  });
});

describe("a state file shared by sandboxes with different vendors", () => {
  it("keeps the state of a vendor that isn't served now", async () => {
    const first = await start();
    const token = await logIn(first);
    await first.close();
    const before = await written();
    const second = await start({ vendors: ["deepgram"] });
    await asDeepgram(second)("/v1/projects");
    second.control.setState({ clockOffsetMs: 5 });
    await second.close();
    expect(await written()).toEqual({
      ...(before as object),
      clockOffsetMs: 5,
      requests: { ...(dig(before, "requests") as object), deepgram: 1 },
    });
    const third = await start();
    const headers = { authorization: `Bearer ${token}` };
    const { status } = await fetch(third.genesysCloud.baseUrl + trustors, { headers });
    expect(status).toBe(200);
  });
});

describe("a state file that is no longer writable", () => {
  it("is a 500: the change is made, and the next change is saved", async () => {
    const sandbox = await start();
    await rm(folder, { recursive: true });
    const control = controlOf(sandbox);
    const { status, json } = await control.put("/state", { clockOffsetMs: 5 });
    await mkdir(folder);
    expect({ status, json }).toEqual({
      status: 500,
      json: {
        message: expect.stringMatching(
          /^The change was made but not saved: .*state\.json can't be written: ENOENT/,
        ),
      },
    });
    expect(sandbox.control.state().clockOffsetMs).toBe(5);
    expect(await control.post("/reset", "")).toMatchObject({ status: 204 });
    expect(await written()).toEqual(sandbox.control.state());
  });

  it("is reported in one line when the sandbox closes, which still frees its ports", async () => {
    const sandbox = await start();
    await rm(folder, { recursive: true });
    await expect(sandbox.close()).rejects.toThrow(/^.*can't be written: ENOENT[^\n]*$/);
    await mkdir(folder);
    await expect(fetch(`${sandbox.control.url}/state`)).rejects.toThrow("fetch failed");
  });
});

describe("a seed", () => {
  it("is the same state from a file, an object or the control API", async () => {
    const project_id = "11111111-1111-4111-8111-111111111111";
    const key = { key: "mine", permissions: ["billing:read"] };
    const usage = { date: "2026-06-01", accessor: "a", line_item: "sync::nova-3", dollars: 1.5 };
    const project = { project_id, name: "Mine", usage: [usage] };
    const accounts = [{ keys: [key], projects: [project] }];
    const seed = { seed: 7, vendors: { deepgram: { accounts } } };
    await writeFile(file, JSON.stringify(seed));
    const fromFile = await start({ seed: file, state: undefined });
    const fromObject = await start({ seed, state: undefined });
    const put = await start({ seed: 7, state: undefined });
    put.control.setState(seed);
    expect(fromFile.deepgram).toMatchObject({ apiKey: "mine", projectId: project_id });
    expect(fromFile.control.state()).toEqual(fromObject.control.state());
    expect(put.control.state()).toEqual(fromObject.control.state());
    const { json } = await asDeepgram(fromFile)(
      `/v1/projects/${project_id}/billing/breakdown?end=2026-06-02`,
    );
    expect(json).toMatchObject({
      start: "2026-06-01",
      results: [{ dollars: 1.5, grouping: { start: "2026-06-01", accessor: null } }],
    });
  });

  it("can be a saved state", async () => {
    const one = await start({ state: undefined });
    await asGenesysCloud(one);
    const state = one.control.state();
    const other = await start({ seed: state, state: undefined });
    expect(other.control.state()).toEqual(state);
  });

  it.each<[string, Uint8Array, RegExp | undefined]>([
    ["UTF-8 with a byte order mark", Buffer.from('\ufeff{"seed":3}'), undefined],
    ["UTF-16", Buffer.from('\ufeff{"seed":3}', "utf16le"), /^.*state\.json isn't UTF-8 text\.$/],
    ["Latin-1", Buffer.from('{"s\xe9ed":3}', "latin1"), /^.*state\.json isn't UTF-8 text\.$/],
  ])("file in %s is read, or rejected in one line", async (_, bytes, refused) => {
    await writeFile(file, bytes);
    const reading = start({ seed: file, state: undefined });
    if (refused) await expect(reading).rejects.toThrow(refused);
    else expect((await reading).control.state().seed).toBe(3);
  });

  it("file that is broken is rejected in one line with its name and the pointer", async () => {
    await writeFile(file, '{"vendors":{"genesys-cloud":{"organizations":[]}}}');
    await expect(start({ seed: file, state: undefined })).rejects.toThrow(
      `${file}: /vendors/genesys-cloud/organizations: must NOT have fewer than 1 items`,
    );
  });
});
