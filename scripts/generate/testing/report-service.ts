import { coreFeatures } from "../core-exports.js";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import { Hono } from "hono";
import type * as core from "../../../packages/core/src/index.js";
import type * as reports from "../../../packages/core/src/reports/index.js";
import { createApp } from "../../../packages/sandbox/src/engine/app.js";
import { openContractVendor } from "../../../packages/sandbox/src/engine/contract-vendor.js";
import { Contract } from "../../../packages/sandbox/src/engine/contract.js";
import { Faults } from "../../../packages/sandbox/src/engine/faults.js";
import { Service } from "../../../packages/sandbox/src/engine/service.js";
import { inMemory } from "../../../packages/sandbox/src/engine/transport.js";
import type { JsonObject } from "../../common/json.js";
import { readChecks } from "../checks/checks.js";
import { checkContract } from "../check.js";
import { Cursor } from "../contract/cursor.js";
import { reportsFiles } from "../reports.js";
import { operationCode } from "../view/operation.js";
import { repository } from "../../specs/testing/repository.js";

type Definition = reports.ReportDefinition<object | undefined>;

/** A generated `reports` entry and core, from one bundle. */
interface Bundle {
  readonly entry: Readonly<Record<string, unknown>> &
    Pick<typeof reports, "createPoller" | "resumePoller">;
  readonly core: typeof core;
  readonly reports: typeof reports;
}

/** A test's contract as a vendor: its generated reports, and its sandbox without a socket. */
export type ReportService = ReturnType<typeof openReportService>;
/** The slow part: the bundled code and the compiled contract. */
export type PreparedReports = Awaited<ReturnType<typeof prepareReports>>;

const origin = "https://sandbox.invalid";

export const prepareReports = async (contract: JsonObject) => ({
  contract,
  opened: await Contract.open(contract),
  bundle: await bundleReports(contract),
});

export function openReportService(
  { contract, opened, bundle }: PreparedReports,
  clock: core.Clock,
  reportPolls = 2,
) {
  const world = { seed: 1, clock, reportPolls, changed: () => undefined };
  const vendor = openContractVendor("acme", opened, {
    ...{ document: contract, world, given: undefined, at: "/vendors/acme" },
  });
  const service = new Service(opened, vendor, world, {
    enforceLimits: false,
    validateResponses: true,
  });
  const { errorForms, faultKinds } = vendor;
  const faults = new Faults(
    [
      {
        name: "acme",
        operations: opened.operationIds,
        errorForms: Object.keys(errorForms),
        faultKinds,
      },
    ],
    () => 1,
  );
  const app = createApp("acme", service, { faults, clock, api: new Hono() });
  const requests: Request[] = [];
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push(request);
    if (new URL(request.url).origin !== origin) throw new TypeError("fetch failed");
    const transport = inMemory(
      () => undefined,
      () => undefined,
    );
    return app.fetch(request.clone(), { transport });
  };
  const access = vendor.access(origin);
  return {
    ...{ core: bundle.core, reports: bundle.reports, faults, requests },
    /** Valid arguments by operation. */
    args: access.arguments,
    credential: access.credential,
    definition: (name: string) => bundle.entry[`${name}Report`] as Definition,
    connect: (options?: Partial<core.ClientOptions>) => ({
      serviceClient: new bundle.core.ServiceClient<object>(serviceDefinition, {
        ...{ baseUrl: origin, credential: access.credential, fetch: send, clock, random: () => 0 },
        ...options,
      }),
    }),
  };
}

const serviceDefinition: core.ServiceDefinition = {
  name: "Acme",
  server: origin,
  credentials: [{ option: "credential", in: "header", name: "Authorization", prefix: "Bearer " }],
  errors: [{ code: "error.code", message: "error.message" }],
  rateHeaders: {},
};

/** Bundles the files that `generate` writes for reports with core, and loads them. */
async function bundleReports(contract: JsonObject): Promise<Bundle> {
  const { service } = checkContract(Cursor.root(contract, "contract.yaml"));
  const checks = readChecks(service);
  const [[, entry] = ["", ""]] = reportsFiles("acme", service);
  const operations = service.tags.flatMap((tag) =>
    tag.operations.map(
      (each) => `export const ${each.id} = ${operationCode(each, checks.of(each))};`,
    ),
  );
  const files: Readonly<Record<string, string>> = {
    "./reports.js": entry,
    "./apis/BillingApi.js": `import { ${coreFeatures.join(", ")} } from "@billkit/core";
import * as shapes from "./shapes.js";
${operations.join("\n")}`,
    "./shapes.js": checks.file ?? "export {};",
  };
  const result = await build({
    stdin: {
      contents: `export * as entry from "./reports.js"; export * as core from "@billkit/core"; export * as reports from "@billkit/core/reports";`,
      resolveDir: repository,
    },
    ...{ bundle: true, format: "cjs", platform: "node", write: false, plugins: [inPlace(files)] },
  });
  const module = { exports: {} as Bundle };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it runs the code that the generator wrote, as one bundle
  const load = new Function("module", "exports", "require", result.outputFiles[0]?.text ?? "") as (
    ...args: unknown[]
  ) => void;
  load(module, module.exports, require);
  return module.exports;
}

/** Resolves the imports of generated files: each other, and core's sources. */
const inPlace = (files: Readonly<Record<string, string>>): Plugin => ({
  name: "in-place",
  setup(bundler) {
    bundler.onResolve(
      { filter: /^\.\/(?:apis\/\w+Api|reports|shapes)\.js$/ },
      ({ path: name, importer }) =>
        importer === "" || importer.startsWith("./") || importer.endsWith("<stdin>")
          ? { path: name.replace("./apis/../", "./"), namespace: "generated" }
          : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: "generated" }, ({ path: name }) => ({
      contents: files[name] ?? "",
      loader: "ts",
      resolveDir: repository,
    }));
    bundler.onResolve({ filter: /^@billkit\/core/ }, ({ path: name }) => {
      const entry = path.join(repository, "packages/core/src", name.slice("@billkit/core".length));
      return { path: path.join(entry, "index.ts") };
    });
  },
});
