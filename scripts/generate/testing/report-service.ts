import { transformSync } from "esbuild";
import { Hono } from "hono";
import * as core from "../../../packages/core/src/index.js";
import * as reports from "../../../packages/core/src/reports/index.js";
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
import { coreFeatures } from "../core-exports.js";
import { readReports } from "../traits/reports.js";
import { operationCode } from "../view/operation.js";

/** The slow part: the definitions of reports and the compiled contract. */
export type PreparedReports = Awaited<ReturnType<typeof prepareReports>>;

const origin = "https://sandbox.invalid";
const nothing = (): undefined => undefined;

export const prepareReports = async (contract: JsonObject) => ({
  contract,
  opened: await Contract.open(contract),
  definitions: readDefinitions(contract),
});

/** A test's contract as a vendor: its reports, and its sandbox without a socket. */
export function openReportService(
  { contract, opened, definitions }: PreparedReports,
  clock: core.Clock,
  reportPolls = 2,
) {
  const world = { seed: 1, clock, reportPolls, changed: nothing };
  const vendor = openContractVendor("acme", opened, {
    ...{ document: contract, world, given: undefined, at: "/vendors/acme" },
  });
  const service = new Service(opened, vendor, world, {
    enforceLimits: false,
    validateResponses: true,
  });
  const { faultKinds } = vendor;
  const errorForms = Object.keys(vendor.errorForms);
  const operations = opened.operationIds;
  const faults = new Faults([{ name: "acme", operations, errorForms, faultKinds }], () => 1);
  const app = createApp("acme", service, { faults, clock, api: new Hono() });
  const requests: Request[] = [];
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push(request);
    if (new URL(request.url).origin !== origin) throw new TypeError("fetch failed");
    return app.fetch(request.clone(), { transport: inMemory(nothing, nothing) });
  };
  const access = vendor.access(origin);
  return {
    ...{ reports, faults, requests },
    /** Valid arguments by operation. */
    args: access.arguments,
    credential: access.credential,
    definition: (name: string) => {
      const found = definitions.get(name);
      if (!found) throw new Error(`no report ${name}`);
      return found;
    },
    connect: (options?: Partial<core.ClientOptions>) => ({
      serviceClient: new core.ServiceClient<object>(serviceDefinition, {
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

/** What the entry `reports` of the contract's package exports, by the report's name. */
function readDefinitions(contract: JsonObject) {
  const { service } = checkContract(Cursor.root(contract, "contract.yaml"));
  const checks = readChecks(service);
  const constants = service.tags.flatMap((tag) =>
    tag.operations.map(
      (each) => `export const ${each.id} = ${operationCode(each, checks.of(each))};`,
    ),
  );
  const shapes = evaluate(checks.file ?? "", { "@billkit/core/client": core });
  const operations = evaluate(
    `import { ${coreFeatures.join(", ")} } from "@billkit/core/client"; import * as shapes from "./shapes.js";
${constants.join("\n")}`,
    { "@billkit/core/client": core, "./shapes.js": shapes },
  ) as Readonly<Record<string, core.OperationDefinition>>;
  return new Map(
    readReports(service).map(({ name, form, start, read, definition }) => [
      name,
      {
        ...{ kind: `acme.${name}`, form: Reflect.get(reports, form) as unknown },
        ...{ start: operations[start.id], ...(read && { read: operations[read.id] }) },
        ...definition,
      } as reports.ReportDefinition<object | undefined>,
    ]),
  );
}

/** The exports of a module in TypeScript that imports these. */
function evaluate(code: string, modules: Readonly<Record<string, object>>): object {
  const module = { exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it runs the code that the generator wrote
  const load = new Function(
    ...["module", "exports", "require"],
    transformSync(code, { loader: "ts", format: "cjs" }).code,
  ) as (...args: unknown[]) => void;
  load(module, module.exports, (name: string) => modules[name]);
  return module.exports;
}
