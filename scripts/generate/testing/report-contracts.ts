import type { JsonObject } from "../../common/json.js";
import { toYaml } from "../../common/yaml.js";
import { buildVendor } from "../../specs/build.js";
import { overlayText } from "../../specs/add/overlay-file.js";
import { fixturePath, repository } from "../../specs/testing/repository.js";
import { parse } from "yaml";

const costs = "/{scope}/providers/Microsoft.CostManagement";
const start = `POST ${costs}/generateDetailedCostReport`;
const scheme = {
  OAuth: {
    type: "oauth2",
    flows: {
      implicit: {
        authorizationUrl: "https://login.microsoftonline.com/common/oauth2/authorize",
        scopes: { user_impersonation: "" },
      },
    },
    "x-billkit-credential": { header: "Authorization", prefix: "Bearer " },
  },
};

/** Azure's cost report, from its description without prose; the operation that starts it has the trait. */
export async function azureContract(trait: JsonObject): Promise<JsonObject> {
  const vendor = {
    title: "Azure costs",
    class: "Azure",
    server: "https://management.azure.com",
    sources: ["https://management.azure.com/unpublished.json"],
    operations: {
      [start]: { operationId: "createCostReport", tag: "Billing" },
      [`GET ${costs}/operationResults/{operationId}`]: {
        operationId: "getCostReport",
        tag: "Billing",
      },
      [`GET ${costs}/operationStatus/{operationId}`]: {
        operationId: "getCostReportStatus",
        tag: "Billing",
      },
    },
    securitySchemes: { azure_auth: "OAuth" },
  };
  const overlay = parse(overlayText(undefined, "Azure", ["Billing"], scheme)) as {
    actions: JsonObject[];
  };
  overlay.actions.push({
    target: `$.paths['${costs}/generateDetailedCostReport'].post`,
    update: { "x-billkit-report": trait },
  });
  const files = {
    folder: "specs/azure",
    vendor: toYaml(vendor),
    overlay: toYaml(overlay),
  };
  const from = [fixturePath("azure/costmanagement.generatedetailedcostreport.json")];
  const options = { root: repository, from, now: () => new Date(0) };
  return (await buildVendor("azure", files, options)).contract;
}

const content = (name: string): JsonObject => ({
  description: "",
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const text = { type: "string" };
const account = { name: "account", in: "path", required: true, schema: text };

/** A fictional vendor's exports: POST returns an id, GET reads the export, which has two files once it is complete. */
export const exportsContract = (change: JsonObject = {}): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "Acme", version: "1", "x-billkit-class": "Acme", "x-billkit-rate-headers": {} },
  servers: [{ url: "https://api.acme.test" }],
  tags: [{ name: "Billing" }],
  security: [{ OAuth: [] }],
  paths: {
    "/accounts/{account}/exports": {
      post: {
        operationId: "createExport",
        tags: ["Billing"],
        parameters: [account],
        responses: {
          "201": content("Started"),
        },
        "x-billkit-report": {
          form: "job",
          name: "costExport",
          read: "getExport",
          id: "/id",
          parameter: "exportId",
          status: "/state",
          states: {
            pending: ["queued", "running"],
            complete: ["done"],
            failed: ["failed"],
            empty: ["nothing"],
          },
          requires: ["/files"],
          message: "/problem",
          expired: [404, 410],
          waitHeaders: ["x-wait"],
          downloads: { at: "/files/*/url", origins: ["https://*.files.acme.test"] },
          ...change,
        },
      },
    },
    "/accounts/{account}/exports/{exportId}": {
      get: {
        operationId: "getExport",
        tags: ["Billing"],
        parameters: [account, { ...account, name: "exportId" }],
        responses: {
          "200": content("Export"),
          "404": { description: "" },
        },
      },
    },
  },
  components: {
    schemas: {
      Started: { type: "object", required: ["id"], properties: { id: text, state: text } },
      Export: {
        type: "object",
        required: ["state"],
        properties: {
          state: { ...text, enum: ["queued", "running", "done", "failed", "nothing"] },
          problem: text,
          files: {
            type: "array",
            minItems: 2,
            maxItems: 2,
            items: { $ref: "#/components/schemas/ExportFile" },
          },
        },
      },
      ExportFile: { type: "object", required: ["url"], properties: { url: text } },
    },
    securitySchemes: scheme,
  },
});
