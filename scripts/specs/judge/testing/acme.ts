import type { JsonObject } from "../../../common/json.js";

const json = (name: string): JsonObject => ({
  "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
});

/**
 * A contract with one operation, which sends a `NewInvoice`, if there is one, and returns a `Receipt`.
 * @param parameters of the operation
 * @param status of the success
 */
export function acme(
  schemas: JsonObject,
  parameters: JsonObject[] = [],
  status = "200",
): JsonObject {
  const operation: JsonObject = {
    operationId: "createInvoice",
    summary: "Create an invoice",
    description: "Creates an invoice.",
    tags: ["Billing"],
    parameters,
    responses: { [status]: { description: "Done.", content: json("Receipt") } },
  };
  if ("NewInvoice" in schemas)
    operation.requestBody = { required: true, description: "It.", content: json("NewInvoice") };
  return {
    openapi: "3.1.0",
    info: {
      title: "Acme",
      version: "1.0.0",
      description: "Acme's billing.",
      license: { name: "MIT" },
      "x-billkit-class": "Acme",
    },
    servers: [{ url: "https://api.acme.example" }],
    tags: [{ name: "Billing", description: "Billing." }],
    security: [{ bearer: [] }],
    paths: { "/v1/invoices": { post: operation } },
    components: {
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description: "A token.",
          "x-billkit-credential": { header: "Authorization", prefix: "Bearer " },
        },
      },
      schemas,
    },
  };
}
