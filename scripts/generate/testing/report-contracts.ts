import type { JsonObject } from "../../common/json.js";

const content = (name: string): JsonObject => ({
  description: "",
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const text = { type: "string" };
const account = { name: "account", in: "path", required: true, schema: text };

/** `x-billkit-report` of a job. */
export const job = {
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
};

/** A fictional vendor's exports: POST returns an id, GET reads the export, which has two files once it is complete. */
export const exportsContract = (change: JsonObject = {}): JsonObject =>
  contractOf({ ...job, ...change }, { "201": content("Started") });

/** The same, but POST returns the address to read the export at. */
export const locatedContract = (change: JsonObject): JsonObject => {
  const { name, expired, downloads } = job;
  const trait = { form: "location", name, expired, downloads, ...change };
  return contractOf(trait, { "200": content("Export"), "202": { description: "" } });
};

/** @param started the responses to POST */
const contractOf = (trait: JsonObject, started: JsonObject): JsonObject => ({
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
        responses: started,
        "x-billkit-report": trait,
      },
    },
    "/accounts/{account}/exports/{exportId}": {
      get: {
        operationId: "getExport",
        tags: ["Billing"],
        parameters: [account, { ...account, name: "exportId" }],
        responses: {
          "200": content("Export"),
          "202": { description: "" },
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
    securitySchemes: {
      OAuth: {
        type: "http",
        scheme: "bearer",
        "x-billkit-credential": { header: "Authorization", prefix: "Bearer " },
      },
    },
  },
});
