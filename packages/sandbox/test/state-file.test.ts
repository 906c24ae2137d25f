import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import type { SandboxOptions } from "../src/index.js";
import { asDeepgram, asGenesysCloud, startFixed, type Reply } from "./support/client.js";
import { controlOf } from "./support/control.js";

const trustors = "/api/v2/orgauthorization/trustors";
let folder: string;
let file: string;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "billkit-sandbox-"));
  file = path.join(folder, "state.json");
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await rm(folder, { recursive: true });
});

async function start(options: SandboxOptions = {}) {
  const sandbox = await startFixed({ state: file, ...options });
  closing.push(() => sandbox.close());
  return sandbox;
}

const written = async (): Promise<unknown> => JSON.parse(await readFile(file, "utf8"));

describe("a state that is kept in a file", () => {
  it("is there from the start, and again after a restart: logins, reports, usage, request ids", async () => {
    const first = await start();
    expect(await written()).toEqual(JSON.parse(JSON.stringify(first.control.state())));
    const replies: Reply[] = [];
    await asDeepgram(first, replies)("/v1/projects");
    const ask = await asGenesysCloud(first);
    const token = Object.keys(first.control.state().vendors["genesys-cloud"].tokens);
    const project_id = first.deepgram.projectId;
    const added = { project_id, accessor: "a", line_item: "sync::nova-3", dollars: 0.00000001 };
    first.control.act("deepgram", "usage", added);
    await ask(trustors);
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

  it("is in the file when the control API has answered, and the folder holds nothing else", async () => {
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

  it("goes before the seed, and a reset goes back to the seed", async () => {
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
    ["{", /^.*state\.json is no JSON: .*$/],
    ["[]", /^.*state\.json holds no JSON object\.$/],
    [
      '{"vendors":{"deepgram":{}}}',
      /state\.json: \/vendors\/deepgram: must have required property/,
    ],
    ['{"vendors":{"acme":{}}}', /state\.json: \/vendors: acme is unknown: take any of deepgram/],
  ])("that is broken, %s, is one line, and stays as it is", async (content, message) => {
    await writeFile(file, content);
    await expect(start()).rejects.toThrow(message);
    expect(await readFile(file, "utf8")).toBe(content);
  });

  it("that cannot be written is one line", async () => {
    const nowhere = path.join(folder, "none", "state.json");
    await expect(start({ state: nowhere })).rejects.toThrow(
      /^.*none\/state\.json cannot be written: ENOENT[^\n]*$/,
    );
    await expect(start({ state: folder })).rejects.toThrow(/cannot be read: EISDIR[^\n]*$/);
  });
});

describe("a seed", () => {
  it("from a file, an object or the control API is the same state", async () => {
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

  it("that is a state gives that state again", async () => {
    const one = await start({ state: undefined });
    await asGenesysCloud(one);
    const state = one.control.state();
    const other = await start({ seed: state, state: undefined });
    expect(other.control.state()).toEqual(state);
  });

  it("file that is broken is one line with its name and the pointer", async () => {
    await writeFile(file, '{"vendors":{"genesys-cloud":{"organizations":[]}}}');
    await expect(start({ seed: file, state: undefined })).rejects.toThrow(
      `${file}: /vendors/genesys-cloud/organizations: must NOT have fewer than 1 items`,
    );
  });
});
