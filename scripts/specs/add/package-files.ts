import { Cursor } from "../../generate/contract/cursor.js";
import { checkContract } from "../../generate/check.js";
import type { Service } from "../../generate/contract/service.js";
import { UserError } from "../../common/user-error.js";
import { example } from "../../generate/view/example.js";
import type { JsonObject } from "../../common/json.js";
import { placeholder } from "./placeholder.js";

export interface PackageFacts {
  readonly name: string;
  readonly contract: JsonObject;
  /** The licence's text. */
  readonly license: string;
  /** As the runtime's package.json has it. */
  readonly repository: string;
  /** Versions of the runtime and the sandbox. */
  readonly versions: Readonly<Record<"core" | "sandbox", string>>;
}

const TSCONFIG = `{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": { "types": ["node"] },
  "include": ["src", "test", "jest.config.cjs"]
}
`;

/** The version that a package begins with. */
export const FIRST_VERSION = "0.1.0";

/**
 * A vendor's package without the files that `npm run generate` and `npm run api` write, by path from its folder.
 * @throws {UserError} No package can be made of the contract.
 */
export function packageFiles(facts: PackageFacts): Map<string, string> {
  const { name } = facts;
  const service = serviceOf(facts.contract, `specs/${name}/openapi.yaml`);
  return new Map([
    ["LICENSE", facts.license],
    ["README.md", readme(facts, service)],
    ["package.json", json(manifest(facts, service))],
    ["jest.config.cjs", 'module.exports = require("../../jest.preset.cjs");\n'],
    ["tsconfig.build.json", json({ extends: "../../tsconfig.base.json", include: ["src"] })],
    ["tsconfig.json", TSCONFIG],
    ["turbo.json", json(tasks(name))],
  ]);
}

function serviceOf(document: JsonObject, file: string): Service {
  try {
    return checkContract(new Cursor({ file, document, lineOf: () => undefined }, [], document))
      .service;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message, { cause: error });
  }
}

function json(value: JsonObject): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function manifest({ name, repository, versions }: PackageFacts, service: Service): JsonObject {
  const entry = (file: string): JsonObject => ({
    import: { types: `./dist/esm/${file}.d.ts`, default: `./dist/esm/${file}.js` },
    require: { types: `./dist/cjs/${file}.d.ts`, default: `./dist/cjs/${file}.js` },
  });
  return {
    name: `@billkit/${name}`,
    version: FIRST_VERSION,
    description: placeholder(`what a client of ${service.className} is for`),
    license: "MIT",
    keywords: ["billing", "openapi", "sdk", name],
    homepage: `${pageOf(repository)}/tree/main/packages/${name}#readme`,
    bugs: { url: `${pageOf(repository)}/issues` },
    repository: { type: "git", url: repository, directory: `packages/${name}` },
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    main: "./dist/cjs/index.js",
    module: "./dist/esm/index.js",
    types: "./dist/esm/index.d.ts",
    // For TypeScript's older ways to resolve, which know no `exports`.
    typesVersions: { "*": { pacing: ["./dist/cjs/pacing.d.ts"], raw: ["./dist/cjs/raw.d.ts"] } },
    exports: {
      ".": entry("index"),
      "./pacing": entry("pacing"),
      "./raw": entry("raw"),
      "./package.json": "./package.json",
    },
    files: ["dist", "src", "docs"],
    publishConfig: { access: "public" },
    scripts: {
      build: "tsx ../../scripts/build/package.ts",
      typecheck: "tsc -p tsconfig.json",
      lint: "eslint --max-warnings 0 .",
      test: "jest --json --outputFile=.test-results.json",
      api: "tsx ../../scripts/api.ts",
      "api:check": "tsx ../../scripts/api.ts --check",
      "pack:check": "publint --strict && attw --pack .",
      generate: "tsx ../../scripts/generate/vendor.ts",
    },
    dependencies: { "@billkit/core": versions.core },
    devDependencies: { "@billkit/sandbox": versions.sandbox },
  };
}

function tasks(name: string): JsonObject {
  const root = (file: string): string => `$TURBO_ROOT$/${file}`;
  return {
    extends: ["//"],
    tasks: {
      generate: {
        inputs: [
          "package.json",
          root(`specs/${name}/openapi.yaml`),
          root("scripts/common/**"),
          root("scripts/generate/**"),
          ...["**/*.test.ts", "fixtures/**", "testing/**"].map(
            (part) => `!${root(`scripts/generate/${part}`)}`,
          ),
          root("openapitools.json"),
          root("prettier.config.mjs"),
        ],
        outputs: [".generated/**"],
      },
    },
  };
}

/** Where a repository is shown, by the address that package.json has of it. */
function pageOf(repository: string): string {
  return repository.replace(/^git\+/, "").replace(/\.git$/, "");
}

function readme({ name, repository }: PackageFacts, service: Service): string {
  const [tag] = service.tags;
  const [operation] = tag?.operations ?? [];
  const lines = tag && operation ? example(service, tag, operation, `@billkit/${name}`) : [];
  return `# @billkit/${name}

${placeholder(`what this client of ${service.className} is for, and for whom`)} Generated from a reviewed contract; errors, retries, timeouts and deadlines are the same as in every Billkit package.

\`\`\`sh
npm install @billkit/${name}
\`\`\`

\`\`\`ts
${lines.join("\n")}
\`\`\`

${placeholder("where the credential comes from, and what it must be allowed to do")} It goes to the service alone, over https.

- A call that fails rejects with an error whose class says why (\`AuthenticationError\`, \`RateLimitError\`, \`TimeoutError\` …) and that has the status, the service's code and the request id.
- \`.withResponse()\` gives the response and the request id beside the data.
- \`rawClient(client)\` of \`@billkit/${name}/raw\` is a typed [openapi-fetch](https://openapi-ts.dev/openapi-fetch/) client over the same layers, for requests that the methods don't cover.

Every method, argument, error and model: [docs](docs/README.md). Guides to credentials, errors, retries and testing: [docs of Billkit](${pageOf(repository)}/blob/main/docs/README.md).

It runs in Node 20.19 and later, Deno, Bun, Workers and browsers, as ES module and CommonJS. MIT.
`;
}
