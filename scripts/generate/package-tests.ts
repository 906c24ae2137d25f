import { compare, type Operation, type Service, type Tag } from "./contract/service.js";
import { readReports, type ReportTrait } from "./traits/reports.js";
import { argumentsName, hasArguments, needsArguments } from "./view/arguments.js";
import { lowerFirst } from "./view/example.js";

const header = `// Generated from the contract, do not edit: change the contract, then \`npm run generate\`.
import`;

/**
 * The tests of a vendor's package: its exports, its types, a call of each operation to the sandbox, and
 * each report.
 * @param vendor The vendor's folder under specs/.
 * @returns Their text by path from the package's folder.
 */
export function packageTests(vendor: string, service: Service): [string, string][] {
  const reports = readReports(service);
  return [
    ["test/generated/calls.test.ts", callsTest(vendor, service)],
    ["test/generated/exports.test.ts", exportsTest(service)],
    ...reports
      .slice(0, 1)
      .map((): [string, string] => [
        "test/generated/reports.test.ts",
        reportsTest(vendor, service, reports),
      ]),
    ["test/generated/types.test.ts", typesTest(service)],
  ];
}

function exportsTest({ className, tags, credentials }: Service): string {
  const classes = tags.map((tag) => `${tag.name}Api`);
  const names = [...classes, className, "ApiError", "defaultLayers"].sort(compare);
  const properties = tags.map((tag) => `[client.${lowerFirst(tag.name)}, entry.${tag.name}Api]`);
  return `${header} { expect, it } from "@jest/globals";
import * as entry from "../../src/generated/index.js";
import * as pacing from "../../src/generated/pacing.js";
import { rawClient } from "../../src/generated/raw.js";

it("exports the vendor's classes, the errors and the layers", () => {
  expect(Object.keys(entry)).toEqual(expect.arrayContaining(${JSON.stringify(names)}));
  expect(Object.keys(pacing)).toContain("pacedLayers");
});

it("has a property per API class, and works with rawClient", () => {
  const client = new entry.${className}({ credential: ${credentialOf(credentials, () => '"secret"')} });
  for (const [property, api] of [${properties.join(", ")}] as const) {
    expect(property).toBeInstanceOf(api);
  }
  expect(typeof rawClient(client).GET).toBe("function");
});
`;
}

/** No \`@ts-expect-error\`: the formatter could move a long line away from it. */
function typesTest({ tags }: Service): string {
  const operations = tags.flatMap((tag) => tag.operations.map((each) => [tag, each] as const));
  const classes = tags.map((tag) => `${tag.name}Api`);
  const required = ([tag, operation]: readonly [Tag, Operation]): string =>
    `  ${operation.id}: RequiresArguments<${tag.name}Api["${operation.id}"]>;`;
  return `${header} { expect, it } from "@jest/globals";
import type { ${classes.join(", ")} } from "../../src/generated/index.js";

type RequiresArguments<Method extends (...args: never[]) => unknown> =
  [] extends Parameters<Method> ? false : true;

interface Required {
${operations.map(required).join("\n")}
}

/** \`npm run typecheck\` compares the values with the types. */
const required: Required = {
${operations.map(([, each]) => `  ${each.id}: ${String(needsArguments(each))},`).join("\n")}
};

it("types each method", () => {
  expect(Object.keys(required)).toHaveLength(${operations.length});
});
`;
}

/** The client's credential, or with several an object of them, by option. */
function credentialOf(
  credentials: Service["credentials"],
  valueOf: (option: string) => string,
): string {
  if (credentials.length === 1) return valueOf("credential");
  return `{ ${credentials.map(({ option }) => `${option}: ${valueOf(option)}`).join(", ")} }`;
}

/** The sandbox's access to a vendor: where it is, its credentials' member, and the client's option of them. */
function accessOf(
  vendor: string,
  credentials: Service["credentials"],
): { readonly access: string; readonly member: string; readonly option: string } {
  const access = /^\w+$/.test(vendor)
    ? `sandbox.vendors.${vendor}`
    : `sandbox.vendors[${JSON.stringify(vendor)}]`;
  if (credentials.length === 1) return { access, member: "credential", option: "credential" };
  const several = credentialOf(credentials, (option) => `credentials?.${option} ?? ""`);
  return { access, member: "credentials", option: `credential: ${several}` };
}

/** Polls without waiting: the sandbox counts polls. */
function reportsTest(
  vendor: string,
  { className, credentials }: Service,
  reports: readonly ReportTrait[],
): string {
  const { access, member, option } = accessOf(vendor, credentials);
  const types = reports.flatMap(({ start }) => (hasArguments(start) ? argumentsName(start) : []));
  const tests = reports.map(({ name, start }) => {
    const type = hasArguments(start) ? ` as ${argumentsName(start)}` : "";
    return `
it("polls the report of ${start.id} until it is complete", async () => {
  const { client, known } = open();
  const poller = createPoller(client, ${name}Report, (known.${start.id} ?? {})${type});
  let state = await poller.poll();
  while (state.nextPollMs !== undefined && state.polls < 5) state = await poller.poll();
  expect(state.nextPollMs).toBeUndefined();
  expect(state.polls).toBeGreaterThan(1);
  expect(await poller.wait()).toEqual(expect.anything());
});
`;
  });
  return `${header} { afterAll, beforeAll, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { ${[className, ...types.map((type) => `type ${type}`)].join(", ")} } from "../../src/generated/index.js";
import { ${reports.map(({ name }) => `${name}Report`).join(", ")}, createPoller } from "../../src/generated/reports.js";

let sandbox: Sandbox<${JSON.stringify(vendor)}>;
beforeAll(async () => {
  sandbox = await startSandbox({ vendors: [${JSON.stringify(vendor)}], validateResponses: true });
});
afterAll(() => sandbox.close());

function open() {
  const { baseUrl, ${member}, arguments: args } = ${access};
  const known: Readonly<Record<string, object>> = args;
  return { client: new ${className}({ baseUrl, ${option} }), known };
}
${tests.join("")}`;
}

function callsTest(vendor: string, { className, tags, credentials }: Service): string {
  const operations = tags.flatMap((tag) => tag.operations);
  const name = JSON.stringify(vendor);
  const { access, member, option } = accessOf(vendor, credentials);
  const addresses = operations.map(
    ({ id, method, path }) => `  ${id}: ${JSON.stringify(`${method} ${path}`)},`,
  );
  return `${header} { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { ${className} } from "../../src/generated/index.js";

const operations: Readonly<Record<string, string>> = {
${addresses.join("\n")}
};

/** Validates each request and each response against the contract. */
let sandbox: Sandbox<${name}>;
beforeAll(async () => {
  sandbox = await startSandbox({ vendors: [${name}], validateResponses: true });
});
afterAll(() => sandbox.close());

describe("every operation", () => {
  it("is served by the sandbox", () => {
    expect(Object.keys(${access}.arguments).sort()).toEqual(Object.keys(operations).sort());
  });

  it.each(Object.entries(operations))("%s sends %s and accepts the response", async (id, address) => {
    const { baseUrl, ${member}, arguments: known } = ${access};
    const sent: string[] = [];
    const client = new ${className}({
      baseUrl,
      ${option},
      maxRetries: 0,
      fetch: (input, init) => {
        const request = new Request(input, init);
        sent.push(\`\${request.method} \${new URL(request.url).pathname}\`);
        return fetch(request);
      },
    });
    const args = known[id] ?? {};
    await call(client, id, args);
    const path = address.replace(/\\{([^{}]*)\\}/g, (_, name: string) =>
      encodeURIComponent(textOf(args[name])),
    );
    expect(sent).toEqual([path]);
  });
});

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** By name: the sandbox knows the arguments of each method. */
async function call(client: object, id: string, args: object): Promise<void> {
  const apis: unknown[] = Object.values(client);
  for (const api of apis) {
    if (typeof api !== "object" || api === null) continue;
    const method: unknown = Reflect.get(api, id);
    if (typeof method === "function") return Reflect.apply(method, api, [args]) as Promise<void>;
  }
  throw new Error(\`the client has no method \${id}\`);
}
`;
}
