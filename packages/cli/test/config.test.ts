import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { configFile, readConfig } from "../src/config/file.js";
import { readSecret } from "../src/config/secret.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "billkit-config-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(text: string): string {
  const file = path.join(folder, "config.yaml");
  writeFileSync(file, text);
  chmodSync(file, 0o600);
  return file;
}

describe("the configuration file", () => {
  it("is in the XDG folder, or else in ~/.config", () => {
    expect(configFile({ XDG_CONFIG_HOME: "/x" })).toBe("/x/billkit/config.yaml");
    expect(configFile({ XDG_CONFIG_HOME: "relative", HOME: "/h" })).toBe(
      "/h/.config/billkit/config.yaml",
    );
  });

  it("is optional only in the default location", async () => {
    expect(await readConfig(undefined, { HOME: folder })).toEqual([]);
    await expect(readConfig(path.join(folder, "none"), {})).rejects.toThrow(
      "can't be read (ENOENT)",
    );
  });

  it("is read from the XDG folder", async () => {
    mkdirSync(path.join(folder, ".config/billkit"), { recursive: true });
    const file = path.join(folder, ".config/billkit/config.yaml");
    writeFileSync(file, "accounts:\n  - vendor: deepgram\n", { mode: 0o600 });
    const [account] = await readConfig(undefined, { HOME: folder });
    expect(account).toMatchObject({ vendor: "deepgram", name: "deepgram" });
    rmSync(path.join(folder, ".config"), { recursive: true });
  });

  it("lists accounts with their credentials' sources", async () => {
    const file = write(`accounts:
  - vendor: deepgram
    name: production
    settlement: prepaid
    credentials: { apiKey: { env: PRODUCTION_KEY } }
  - vendor: genesys-cloud
    options: { region: eu-central-1 }
    credentials:
      clientId: { env: ID }
      clientSecret: { command: [op, read, "op://finance/genesys"] }
`);
    expect(await readConfig(file, {})).toEqual([
      {
        vendor: "deepgram",
        name: "production",
        settlement: "prepaid",
        credentials: { apiKey: { env: "PRODUCTION_KEY" } },
        options: {},
      },
      {
        vendor: "genesys-cloud",
        name: "genesys-cloud",
        settlement: undefined,
        credentials: {
          clientId: { env: "ID" },
          clientSecret: { command: ["op", "read", "op://finance/genesys"] },
        },
        options: { region: "eu-central-1" },
      },
    ]);
  });

  it.each([
    ["twilio", { accountSid: "AC1", baseUrl: "https://gateway.example" }],
    ["genesys-cloud", { accountId: "emea", domain: "mypurecloud.de" }],
    ["github", { org: "octo" }],
    ["openai", { accountId: "org-1" }],
  ])("takes the options of %s and of its charges: %j", async (vendor, options) => {
    const file = write(JSON.stringify({ accounts: [{ vendor, options }] }));
    expect(await readConfig(file, {})).toMatchObject([{ vendor, options }]);
  });

  it.each([
    ["accounts: [", /:1: /],
    [
      "accounts:\n  - vendor: twilio\n    options: { authToken: s3cret }\n",
      /:3: unknown key "authToken"; allowed: baseUrl, accountSid/,
    ],
    ["accounts:\n  - vendor: deepgran\n", /:2: unknown vendor "deepgran"; did you mean deepgram\?/],
    ["accounts:\n  - vendor: deepgram\n    nam: x\n", /:3: unknown key "nam"; did you mean name\?/],
    [
      "accounts:\n  - vendor: deepgram\n    credentials:\n      apiKey: s3cret\n",
      /:4: apiKey must not contain the secret itself/,
    ],
    [
      "accounts:\n  - vendor: deepgram\n    credentials:\n      apiKey: { comand: [x] }\n",
      /:4: apiKey is invalid; use apiKey: \{ env/,
    ],
    ["accounts:\n  - vendor: deepgram\n    settlement: postpaid\n", /:3: settlement must be/],
    [
      "accounts:\n  - vendor: deepgram\n  - vendor: deepgram\n",
      /two accounts are named "deepgram"/,
    ],
    ["accounts: 5\n", /:1: accounts must be a list/],
    ["accounts: [null]\n", /:1: accounts\[0\] must be a mapping\.$/],
    ["accounts:\n  - vendor: deepgram\n  - deepgram\n", /:3: accounts\[1\] must be a mapping\.$/],
    [
      "accounts:\n  - vendor: deepgram\n    credentials: *key\n",
      /config\.yaml:3: \*key has no &key before it\.$/,
    ],
  ])("is rejected with the line: %j", async (text, message) => {
    const error: unknown = await readConfig(write(text), {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ exitCode: 2 });
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain("s3cret");
  });

  it("is rejected with its name if its aliases stand for too much", async () => {
    const lists = Array.from({ length: 9 }, (_, at) => {
      const item = at === 0 ? "x" : `*a${at - 1}`;
      return `a${at}: &a${at} [${Array.from({ length: 9 }, () => item).join(", ")}]\n`;
    });
    await expect(readConfig(write(lists.join("")), {})).rejects.toMatchObject({
      exitCode: 2,
      message: `${path.join(folder, "config.yaml")}: its aliases (*name) stand for too much; write out what they stand for.`,
    });
  });

  it.each([
    [
      "accounts:\n  - vendor: openai\n    name: a\n  - vendor: openai\n    name: b\n    credentials: { apiKey: { env: B_KEY } }\n",
      /:4: "a" and "b" would share the id in OPENAI_ORG_ID; set options: \{ accountId: ID \} for each/,
    ],
    [
      "accounts:\n  - vendor: deepgram\n    name: a\n    accountIds: '*'\n  - vendor: deepgram\n    name: a/b\n",
      /:6: "a\/b" can be one of "a"'s accountIds; choose another name/,
    ],
    [
      "accounts:\n  - vendor: deepgram\n    name: a/b\n  - vendor: deepgram\n    name: a\n    accountIds: [b]\n",
      /:5: "a\/b" can be one of "a"'s accountIds; choose another name/,
    ],
    [
      "accounts:\n  - vendor: deepgram\n    accountIds: [a, b, a]\n",
      /:3: accountIds has "a" twice/,
    ],
  ])("is rejected if a store would mix accounts: %j", async (text, message) => {
    const reading = readConfig(write(text), { OPENAI_ORG_ID: "org-1" });
    await expect(reading).rejects.toThrow(message);
  });

  it("can name one account by the environment", async () => {
    const file = write(`accounts:
  - vendor: openai
    name: a
    options: { accountId: org-2 }
  - vendor: openai
    name: b
    credentials: { apiKey: { env: B_KEY } }
`);
    expect(await readConfig(file, { OPENAI_ORG_ID: "org-1" })).toHaveLength(2);
  });

  const genesys = (name: string, more: object = {}): object => ({
    ...{ vendor: "genesys-cloud", name, options: { region: "eu-central-1" } },
    credentials: { clientId: { env: "ID" }, clientSecret: { file: "/run/secret" } },
    ...more,
  });
  const openai = (name: string, more: object = {}): object => ({
    ...{ vendor: "openai", name, credentials: { apiKey: { env: "OPENAI_ADMIN_KEY" } } },
    ...more,
  });
  const half = (env: string): object => ({
    credentials: { clientId: { env: "ID" }, clientSecret: { env } },
  });
  const onlyId = { credentials: { clientId: { env: "ID" } } };
  const unset = { credentials: { apiKey: { env: "UNSET" } } };
  const empty = { credentials: { apiKey: { env: "EMPTY" } } };
  const digitalocean = (name: string, ...command: string[]): object => ({
    ...{ vendor: "digitalocean", name, credentials: { accessToken: { command } } },
  });

  it.each<[string, object, object]>([
    ["a variable", openai("a"), openai("b")],
    ["the default variable", openai("a"), { vendor: "openai", name: "b" }],
    ["two equal variables", openai("a"), openai("b", { credentials: { apiKey: { env: "COPY" } } })],
    ["different ids", openai("a"), openai("b", { options: { accountId: "org-2" } })],
    ["different rates", openai("a"), openai("b", { rate: "1 per second" })],
    ["a program", digitalocean("a", "pass", "do"), digitalocean("b", "pass", "do")],
    ["several parts", genesys("a"), genesys("b")],
    ["a wildcard", genesys("a"), genesys("b", { accountIds: "*" })],
  ])(
    "is rejected if two accounts have the same rows, whose vendor sends no id: %s",
    async (_, ...accounts) => {
      const env = { OPENAI_ADMIN_KEY: "s3cret", COPY: "s3cret", ID: "id" };
      const error: unknown = await readConfig(write(JSON.stringify({ accounts })), env).catch(
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ exitCode: 2 });
      expect(String(error)).toMatch(
        /config\.yaml:1: "a" and "b" have the same credential, so that each row would be counted twice; remove one of them, or set another credential\.$/,
      );
    },
  );

  it.each<[string, object, object]>([
    ["another address", openai("a"), openai("b", { options: { baseUrl: "https://b.example" } })],
    ["no credential", openai("a", unset), openai("b", unset)],
    ["no secret", genesys("a", half("A")), genesys("b", half("B"))],
    ["no secret in the environment", genesys("a", onlyId), genesys("b", onlyId)],
    ["an empty variable", openai("a", empty), openai("b", empty)],
    ["another region", genesys("a"), genesys("b", { options: { region: "us-east-1" } })],
    ["other customers", genesys("a"), genesys("b", { accountIds: ["c-1"] })],
    ["another program's argument", digitalocean("a", "pass", "a"), digitalocean("b", "pass", "b")],
    [
      "another organization",
      { vendor: "github", name: "a", options: { org: "a" } },
      { vendor: "github", name: "b", options: { org: "b" } },
    ],
    [
      "ids of the vendor's, which show it",
      { vendor: "deepgram", name: "a" },
      { vendor: "deepgram", name: "b" },
    ],
  ])("can have accounts with one credential and %s", async (_, ...accounts) => {
    const env = { OPENAI_ADMIN_KEY: "key", ID: "id", EMPTY: "" };
    expect(await readConfig(write(JSON.stringify({ accounts })), env)).toHaveLength(2);
  });

  it("is rejected if others can write to it", async () => {
    const file = write("accounts: []\n");
    chmodSync(file, 0o622);
    await expect(readConfig(file, {})).rejects.toThrow(/others can write this file.*chmod go-w/);
  });
});

describe("a secret", () => {
  const { signal } = new AbortController();
  const node = (script: string) => ({
    command: [process.execPath, "-e", script] as [string, ...string[]],
  });

  it("comes from a variable or from a program's output", async () => {
    expect(await readSecret("a", { env: "KEY" }, { KEY: "k" }, signal)).toBe("k");
    expect(await readSecret("a", node("console.log('k')"), process.env, signal)).toBe("k");
  });

  it("passes arguments without a shell", async () => {
    const source = {
      command: [process.execPath, "-p", "process.argv[1]", "$HOME;x"] as [string, ...string[]],
    };
    expect(await readSecret("a", source, process.env, signal)).toBe("$HOME;x");
  });

  it.each([
    [{ env: "NONE" }, "production: the variable NONE is not set."],
    [{ command: ["no-such-program"] as [string] }, "production: no-such-program was not found."],
    [node("console.error('s3cret'); process.exit(3)"), "ended with exit code 3."],
    [node(""), "printed nothing, expected the secret."],
    [node("console.log('s3cret\\ns3cret')"), "printed more than one line, expected the secret."],
    [node("console.log('s'.repeat(70000))"), "printed over 64 KiB."],
  ])("%j fails with a message that doesn't quote the secret", async (source, message) => {
    const error: unknown = await readSecret("production", source, process.env, signal).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ exitCode: 4 });
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain("s3cret");
  });
});
