import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { run } from "../common/run.js";
import { repository as root } from "../specs/testing/repository.js";
import { readOutput } from "./places.js";
import { compileErrors } from "./testing/compile.js";
import { Repository } from "./testing/repository.js";

/**
 * The tests that run the JAR; about three seconds per vendor each time. They test Java too, and fail
 * without it. `npx turbo run test:nightly` runs them; `npm test` needs no Java.
 */
jest.setTimeout(180_000);

const vendor = "deepgram";
const contract = `specs/${vendor}/openapi.yaml`;
let repository: Repository;

beforeAll(() => {
  repository = new Repository();
});
afterAll(() => {
  repository.remove();
});

async function generate(args: readonly string[] = []): Promise<string> {
  const { code, output } = await repository.generate(args);
  if (code !== 0) throw new Error(`generate failed (Java 11 or newer is needed):\n${output}`);
  return output;
}

describe("the command", () => {
  it("reproduces the committed files byte for byte, and then uses turbo's cache", async () => {
    const committed = repository.generated();
    for (const name of Object.keys(committed))
      repository.edit(`packages/${name}`, (text) => `${text} `);
    expect(await generate()).toMatch(/Cached: +0 cached, /);
    expect(repository.generated()).toEqual(committed);
    const again = await generate();
    expect(again).toContain("every generated file is up to date");
    expect(again).toMatch(/Cached: +(\d+) cached, \1 total/);
  });

  it("writes only the vendor whose contract changed, and with --check lists its files", async () => {
    const before = repository.generated();
    const text = repository.read(contract);
    repository.edit(contract, (old) =>
      old.replace("- self-hosted", "- self-hosted\n              - orbital"),
    );

    const { code, output } = await repository.generate(["--check"]);
    expect(code).toBe(1);
    expect(output).toContain(`packages/${vendor}/src/generated/schema.ts differs`);
    expect(output).toContain(`packages/${vendor}/docs/BillingApi.md differs`);
    expect(output).toMatch(
      /generate: \d generated files do not follow from the contracts; run: npm run generate/,
    );
    expect(repository.generated()).toEqual(before);

    await generate();
    const after = repository.generated();
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((name) => !name.startsWith(`${vendor}/`))).toEqual([]);
    expect(after[`${vendor}/src/generated/schema.ts`]).toContain('"self-hosted" | "orbital"');

    repository.write(contract, text);
    await generate();
    expect(repository.generated()).toEqual(before);
  });

  it("leaves every file as it was when generation fails", async () => {
    const before = repository.generated();
    const text = repository.read(contract);
    const template = "scripts/generate/templates/service.mustache";
    const old = repository.read(template);
    repository.write(template, "{{#openAPI}} never closed");
    const { code, output } = await repository.generate();
    repository.write(template, old);
    expect(code).toBe(1);
    expect(output).toContain("generate: openapi-generator failed");
    expect(repository.generated()).toEqual(before);
    expect(repository.read(contract)).toBe(text);
  });
});

describe("a vendor by configuration alone", () => {
  const folder = "packages/awkward";
  const key =
    "    Key: { type: apiKey, in: query, name: key, x-billkit-credential: { query: key, option: key } }\n";
  const pinned =
    "x-billkit-pinned: [{ in: header, name: X-Version-Date, value: '2026-06-01', option: version }]";
  let files: Map<string, string>;

  beforeAll(async () => {
    repository.addVendor(
      "awkward",
      readFileSync(path.join(__dirname, "fixtures/awkward.yaml"), "utf8")
        .replace("security: [{ Basic: [] }]", `security: [{ Basic: [], Key: [] }]\n${pinned}`)
        .replace("  securitySchemes:\n", `  securitySchemes:\n${key}`)
        .replace('prefix: "Basic "', 'prefix: "Basic ", option: login'),
      vendor,
    );
    const { code, output } = await repository.generateVendor("awkward");
    if (code !== 0) throw new Error(output);
    files = readOutput(path.join(repository.root, folder));
    for (const [name, content] of files) repository.write(`${folder}/${name}`, content);
  });
  afterAll(() => {
    repository.removeVendor("awkward");
  });

  it("compiles with its tests and examples, whatever its names, bodies and results", () => {
    const examples = [...files]
      .filter(([name]) => name.endsWith("Api.md"))
      .flatMap(([, text]) => [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)])
      .map(([, code = ""]) => code);
    const programs = examples.filter((code) => code.startsWith("import"));
    expect(programs).toHaveLength(12);
    const entry = path.join(repository.root, folder, "src/generated/index.ts");
    expect(compileErrors(entry, "@billkit/awkward", programs)).toEqual([]);
    const reports = files.get("src/generated/reports.ts");
    expect(reports).toContain('Omit<Export, "state" | "files"> & {');
    expect(reports).toContain("export { createPoller, downloads, resumePoller }");
    expect(reports).toMatch(/form: byLocation,\s+start: createSnapshot,/);
  });

  it("has pages whose links resolve", async () => {
    expect([...files.keys()].filter((name) => name.endsWith(".md")).length).toBeGreaterThan(9);
    // As `npm run links` checks the committed pages.
    const docs = path.join(repository.root, folder, "docs");
    const remark = ["node_modules/remark-cli/cli.js", docs, "--rc-path", ".remarkrc.mjs"];
    const flags = ["--no-ignore", "--frail", "--quiet", "--no-stdout"];
    const checked = await run(process.execPath, [...remark, ...flags], { cwd: root });
    expect(checked).toEqual({ code: 0, output: "", failure: undefined });
  });

  it("escapes prose", () => {
    expect(files.get("src/generated/client.ts")).toContain("Ends comments *\\/ and holds");
    const page = files.get("docs/README.md") ?? "";
    expect(page).toContain("&lt;b>markup&lt;/b>");
    expect(page).toContain("\\# Not a heading");
    expect(page).toContain("\\[a link](elsewhere.md)");
  });

  it("shows undescribed fields with their types, and a nullable union among them", () => {
    const page = files.get("docs/models/Secretive.md") ?? "";
    expect(page).toMatch(/^\| `unit` +\| `string \\\| "tokens" \\\| null`/m);
    expect(page).toMatch(/^\| `amount` +\| `number` +\| always +\| Allowed: at least `0`\. \|$/m);
    expect(page).not.toContain("secret");
    expect(files.get("docs/models/SecretiveInput.md")).not.toContain("`id`");
    const api = files.get("src/generated/apis/UsageApi.ts");
    expect(api).toContain("bodiless: [204]");
    expect(api).toContain("filter?: Record<string, string> | undefined;");
  });

  it("keeps enums closed in requests and open in responses", () => {
    const types = files.get("src/generated/schema.ts") ?? "";
    expect(types).toContain('Recurring: "daily" | "monthly" | "alltime" | (string & {});');
    expect(types).toContain('RecurringInput: "daily" | "monthly" | "alltime";');
    expect(files.get("docs/models/Mail.md")).toContain('| `"mail"`');
    expect(files.get("docs/models/Trigger.md")).toContain("`(number \\| null)[][] \\| null`");
  });
});
