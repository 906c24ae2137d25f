import type { Operation, Service, Tag } from "../../generate/contract/service.js";
import { argumentsName, hasArguments, needsArguments } from "../../generate/view/arguments.js";
import { lowerFirst } from "../../generate/view/example.js";

/** The tests of a vendor's package: what it exports, its types, and a call of every operation. */
export function packageTests(name: string, service: Service): [string, string][] {
  return [
    ["test/exports.test.ts", exportsTest(service)],
    ["test/types.test.ts", typesTest(service)],
    ["test/calls.test.ts", callsTest(name, service)],
  ];
}

function exportsTest({ className, tags }: Service): string {
  const classes = tags.map((tag) => `${tag.name}Api`);
  const names = [...classes, className, "ApiError", "defaultLayers"].sort();
  return `import { expect, it } from "@jest/globals";
import * as entry from "../src/generated/index.js";
import * as pacing from "../src/generated/pacing.js";

it("the package exports its classes, and from the runtime what a user needs", () => {
  expect(Object.keys(entry)).toEqual(expect.arrayContaining(${JSON.stringify(names)}));
  expect(Object.keys(pacing)).toContain("pacedLayers");
});

it("the vendor class has a property for each API class, and the raw client", () => {
  const client = new entry.${className}({ credential: "secret" });
${tags.map((tag, index) => `  expect(client.${lowerFirst(tag.name)}).toBeInstanceOf(entry.${classes[index] ?? ""});`).join("\n")}
  expect(typeof client.raw.GET).toBe("function");
});
`;
}

function typesTest(service: Service): string {
  const operations = service.tags.flatMap((tag) =>
    tag.operations.map((operation) => [tag, operation] as const),
  );
  const takers = operations.filter(([, operation]) => hasArguments(operation));
  const types = takers.map(([, operation]) => argumentsName(operation)).sort();
  return `import { expect, it } from "@jest/globals";
import type { ${[...types, service.className].sort().join(", ")} } from "../src/generated/index.js";

/** Judged by the compiler (\`npm run typecheck\`): each directive fails where its line would compile. */
export interface Given {
${takers.map(([, each]) => `  ${each.id}: ${argumentsName(each)};`).join("\n")}
}

export async function calls(client: ${service.className}, ${takers.length === 0 ? "_" : ""}given: Given): Promise<void> {
${operations.map(([tag, operation]) => callLines(tag, operation)).join("\n")}
}

${takers
  .map(
    ([, operation]) => `// @ts-expect-error -- it takes no such argument
export const ${operation.id}Typo: ${argumentsName(operation)} = { "no such argument": 1 };`,
  )
  .join("\n")}

it("every method is typed", () => {
  expect(calls).toHaveLength(2);
});
`;
}

function callLines(tag: Tag, operation: Operation): string {
  const method = `client.${lowerFirst(tag.name)}.${operation.id}`;
  const call = `  await ${method}(${hasArguments(operation) ? `given.${operation.id}` : ""});`;
  if (!needsArguments(operation)) return call;
  return `${call}
  // @ts-expect-error -- it does not go without its arguments
  await ${method}();`;
}

function callsTest(name: string, { className, tags }: Service): string {
  const operations = tags.flatMap((tag) => tag.operations);
  const access = /^\w+$/.test(name)
    ? `sandbox.vendors.${name}`
    : `sandbox.vendors[${JSON.stringify(name)}]`;
  return `import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { ${className} } from "../src/generated/index.js";

/** What each operation asks for. */
const operations: Readonly<Record<string, string>> = {
${operations.map(({ id, method, path }) => `  ${id}: ${JSON.stringify(`${method} ${path}`)},`).join("\n")}
};

/** It checks every request and every answer against the contract. */
let sandbox: Sandbox<${JSON.stringify(name)}>;
beforeAll(async () => {
  sandbox = await startSandbox({ vendors: [${JSON.stringify(name)}], validateResponses: true });
});
afterAll(() => sandbox.close());

describe("every operation", () => {
  it("is served by the sandbox", () => {
    expect(Object.keys(${access}.arguments).sort()).toEqual(Object.keys(operations).sort());
  });

  it.each(Object.entries(operations))("%s asks for %s, and takes what it answers", async (id, address) => {
    const { baseUrl, credential, arguments: known } = ${access};
    const asked: string[] = [];
    const client = new ${className}({
      baseUrl,
      credential,
      maxRetries: 0,
      fetch: (input, init) => {
        const request = new Request(input, init);
        asked.push(\`\${request.method} \${new URL(request.url).pathname}\`);
        return fetch(request);
      },
    });
    const args = known[id] ?? {};
    await call(client, id, args);
    const path = address.replace(/\\{([^{}]*)\\}/g, (_, name: string) =>
      encodeURIComponent(textOf(args[name])),
    );
    expect(asked).toEqual([path]);
  });
});

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** By its name: which arguments a method takes, the sandbox knows. */
async function call(client: object, id: string, args: object): Promise<void> {
  const apis: unknown[] = Object.values(client);
  for (const api of apis) {
    if (typeof api !== "object" || api === null) continue;
    const method: unknown = Reflect.get(api, id);
    if (typeof method === "function") return Reflect.apply(method, api, [args]) as Promise<void>;
  }
  throw new Error(\`\${id} is no method of the client\`);
}
`;
}
