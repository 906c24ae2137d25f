import { createServer } from "node:http";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Repository } from "./testing/repository.js";

jest.setTimeout(60_000);

/** A mistake causes one line, exit code 1 and no change of a file. None of these runs the JAR. */
let repository: Repository;
let before: Record<string, string>;
let contract: string;
let contractText: string;
/** A Java that is new enough and does nothing, which is all that these need. */
let withJava: NodeJS.ProcessEnv;

beforeAll(() => {
  repository = new Repository();
  withJava = { ...process.env, JAVA_HOME: fakeJava("new-java", 'openjdk version "17.0.15"') };
  before = repository.generated();
  contract = "specs/deepgram/openapi.yaml";
  contractText = repository.read(contract);
});
beforeEach(() => {
  repository.write(contract, contractText);
});
afterAll(() => {
  repository.remove();
});

/** A JAVA_HOME whose `java -version` prints this. */
function fakeJava(name: string, output: string): string {
  const javaHome = path.join(repository.root, name);
  mkdirSync(path.join(javaHome, "bin"), { recursive: true });
  writeFileSync(path.join(javaHome, "bin/java"), `#!/bin/sh\necho '${output}' >&2\n`);
  chmodSync(path.join(javaHome, "bin/java"), 0o755);
  return javaHome;
}

async function refusal(
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = withJava,
): Promise<string> {
  const { code, output } = await repository.generate(args, env);
  expect(code).toBe(1);
  expect(repository.generated()).toEqual(before);
  expect(output.trim().split("\n")).toHaveLength(1);
  return output.trim();
}

describe("a contract", () => {
  it("that is missing is reported, with how to get it", async () => {
    repository.write("specs/nobody/vendor.yaml", "");
    repository.write("packages/nobody/package.json", '{ "name": "@billkit/nobody" }');
    const line = await refusal();
    repository.removeVendor("nobody");
    expect(line).toBe(
      "generate: specs/nobody/openapi.yaml: cannot be read (ENOENT); write it with: npm run specs -- sync",
    );
  });

  it("without a package is rejected", async () => {
    repository.write("specs/nobody/openapi.yaml", contractText);
    const line = await refusal();
    repository.removeVendor("nobody");
    expect(line).toContain("packages/nobody/package.json is missing");
  });

  it("that is broken YAML is rejected", async () => {
    repository.edit(contract, (text) => text.replace("info:", "info: ["));
    const expected = /^generate: specs\/deepgram\/openapi\.yaml:\d+: \S/;
    expect(await refusal()).toMatch(expected);
    expect(await refusal(["--check"])).toMatch(expected);
  });
});

describe("Java", () => {
  const without = { ...process.env, PATH: "/nonexistent", JAVA_HOME: undefined };

  it("that is missing is reported, with the version to install", async () => {
    expect(await refusal([], without)).toBe(
      "generate: no working Java was found on the PATH; install Java 11 or newer and put it on the PATH, or set JAVA_HOME",
    );
  });

  it("that is too old is rejected", async () => {
    const PATH = path.join(fakeJava("old-java", 'openjdk version "10.0.2" 2018-07-17'), "bin");
    expect(await refusal([], { ...without, PATH })).toContain("Java 10 is too old");
  });
});

describe("the JAR", () => {
  /** Port 9 of this machine, where nothing listens. */
  const nobody = "http://127.0.0.1:9/none.jar";
  const settings = (downloadUrl: string, storageDir: string): string =>
    JSON.stringify({
      "generator-cli": { version: "7.25.0", storageDir, repository: { downloadUrl } },
    });

  it("with another hash is rejected before it runs", async () => {
    repository.write("openapitools.json", settings(nobody, "./jars"));
    repository.write("jars/7.25.0.jar", "not a JAR");
    expect(await refusal()).toMatch(
      /^generate: jars\/7\.25\.0\.jar is not the OpenAPI generator 7\.25\.0: its SHA-256 is [0-9a-f]{64}, not 41ce4f6b[0-9a-f]{56}; delete it and run this again$/,
    );
  });

  it("that is missing, without a network, is reported with what to do", async () => {
    repository.write("openapitools.json", settings(nobody, "./none"));
    expect(await refusal()).toMatch(
      /^generate: the OpenAPI generator 7\.25\.0 is missing and can't be downloaded \(.*ECONNREFUSED.*\); connect to the network \(HTTPS_PROXY is respected\), or put its JAR at none\/7\.25\.0\.jar$/,
    );
  });

  it("with another hash from the network is deleted", async () => {
    const server = createServer((_, response) => response.end("something else"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    repository.write("openapitools.json", settings(`http://127.0.0.1:${port}/x.jar`, "./fetched"));
    try {
      expect(await refusal()).toMatch(
        /is not the OpenAPI generator 7\.25\.0: .*; it was not kept; try again/,
      );
      expect(repository.exists("fetched/7.25.0.jar")).toBe(false);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("of a version without a known hash is rejected", async () => {
    repository.write("openapitools.json", settings(nobody, "./jars").replace("7.25.0", "7.24.0"));
    expect(await refusal()).toContain("no SHA-256 is known for 7.24.0");
  });
});

it("an unknown option is reported with the usage, which --help prints", async () => {
  const { code, output } = await repository.generate(["--help"], withJava);
  expect([code, output]).toEqual([0, expect.stringMatching(/^usage: npm run generate /)]);
  expect(await refusal(["--chekc"])).toMatch(/--chekc.*usage: npm run generate \[-- --check\]/);
});
