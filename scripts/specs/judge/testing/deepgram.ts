import { add, drop, put, query, rename, renameSchema, without } from "./mutate.js";
import type { Row } from "./row.js";

const schema = "/components/schemas";
const breakdown = "/paths/~1v1~1projects~1{project_id}~1billing~1breakdown/get";
const purchases = "/paths/~1v1~1projects~1{project_id}~1purchases/get";
const balances = "/paths/~1v1~1projects~1{project_id}~1balances/get";

/** Changes of the contract at nested places. */
export const rows: readonly Row[] = [
  [
    "an amount in a list becomes a string",
    put(`${schema}/Order/properties/amount/type`, "string"),
    ["field: listPurchases: orders[].amount"],
    ["field: listPurchases: orders[].amount"],
  ],
  [
    "a required amount in a list becomes a string",
    put(`${schema}/BillingBreakdownResult/properties/dollars/type`, "string"),
    ["field: getBillingBreakdown: results[].dollars"],
    ["field: getBillingBreakdown: results[].dollars"],
  ],
  [
    "an amount becomes an integer",
    put(`${schema}/Order/properties/amount/type`, "integer"),
    [],
    [],
  ],
  [
    "a field in a list is renamed",
    rename(`${schema}/Order/properties/created`, "made"),
    ["field: listPurchases: orders[].created"],
    ["field: listPurchases: orders[].made"],
  ],
  [
    "a required field becomes optional",
    without(`${schema}/BillingBreakdownResult/required`, "dollars"),
    ["field: getBillingBreakdown: results[].dollars"],
    [],
  ],
  [
    "a nested required field may be null",
    put(`${schema}/BillingBreakdownResolution/properties/units/type`, ["string", "null"]),
    ["field: getBillingBreakdown: resolution.units"],
    [],
  ],
  [
    "a nullable list is no longer",
    put(`${schema}/BillingBreakdownGrouping/properties/tags/type`, "array"),
    [],
    ["field: getBillingBreakdown: results[].grouping.tags"],
  ],
  [
    "the items of a nullable list change",
    put(`${schema}/BillingBreakdownGrouping/properties/tags/items/type`, "number"),
    ["field: getBillingBreakdown: results[].grouping.tags[]"],
    ["field: getBillingBreakdown: results[].grouping.tags[]"],
  ],
  [
    "the values of a map change",
    put(
      `${schema}/ListBillingFieldsV1Response/properties/line_items/additionalProperties/type`,
      "number",
    ),
    ["field: listBillingFields: line_items{}"],
    ["field: listBillingFields: line_items{}"],
  ],
  [
    "a list becomes an object",
    put(`${schema}/ListProjectBalancesV1Response/properties/balances`, {
      $ref: `#${schema}/GetProjectBalanceV1Response`,
    }),
    ["field: listBalances: balances"],
    ["field: listBalances: balances"],
  ],
  [
    "an answer's enum loses a member",
    without(`${schema}/ListBillingFieldsV1Response/properties/deployments/items/enum`, "beta"),
    [],
    [],
  ],
  [
    "a request's enum loses a member",
    without(`${breakdown}/parameters/2/schema/enum`, "beta"),
    ['member: getBillingBreakdown(deployment) "beta"'],
    [],
  ],
  [
    "an enum in a parameter's list loses a member",
    without(`${breakdown}/parameters/4/schema/items/enum`, "tags"),
    ['member: getBillingBreakdown(grouping)[] "tags"'],
    [],
  ],
  [
    "a parameter's text is listed",
    put(`${breakdown}/parameters/5/schema/enum`, ["a", "b"]),
    ["parameter: getBillingBreakdown(line_item)"],
    [],
  ],
  [
    "a parameter changes its type",
    put(`${purchases}/parameters/1/schema`, { type: "string" }),
    ["parameter: listPurchases(limit)"],
    ["parameter: listPurchases(limit)"],
  ],
  [
    "a parameter is renamed",
    put(`${purchases}/parameters/1/name`, "most"),
    [
      "address: query limit of GET /v1/projects/{project_id}/purchases",
      "parameter: listPurchases(limit)",
    ],
    [
      "address: query most of GET /v1/projects/{project_id}/purchases",
      "parameter: listPurchases(most)",
    ],
  ],
  [
    "a parameter is required",
    put(`${purchases}/parameters/1/required`, true),
    [
      "parameter: listPurchases(limit)",
      "required arguments: listPurchases with only the required arguments",
    ],
    [],
  ],
  [
    "a required parameter is new",
    add(`${balances}/parameters`, query("day", { required: true })),
    ["operation: listBalances"],
    [
      "address: query day of GET /v1/projects/{project_id}/balances",
      "parameter: listBalances(day)",
    ],
  ],
  [
    "a parameter goes in a header",
    put(`${purchases}/parameters/1/in`, "header"),
    ["address: query limit of GET /v1/projects/{project_id}/purchases"],
    ["address: header limit of GET /v1/projects/{project_id}/purchases"],
  ],
  [
    "an operation is gone",
    drop("/paths/~1v1~1projects~1{project_id}~1balances~1{balance_id}"),
    ["operation: getBalance"],
    [],
  ],
  [
    "an operation is renamed",
    put(`${balances}/operationId`, "getBalances"),
    ["operation: listBalances"],
    ["operation: getBalances"],
  ],
  [
    "an operation has another address",
    rename("/paths/~1v1~1projects", "~1v2~1projects"),
    ["address: GET /v1/projects"],
    ["address: GET /v2/projects"],
  ],
  [
    "an operation has another tag",
    put(`${balances}/tags/0`, "Projects"),
    ["operation: listBalances"],
    ["operation: listBalances"],
  ],
  [
    "the class is renamed",
    put("/info/x-billkit-class", "DeepGram"),
    ["type: Deepgram"],
    ["type: DeepGram"],
  ],
  ["a schema is renamed", renameSchema("Order", "Purchase"), ["type: Order"], ["type: Purchase"]],
  ["a result is gone", drop(`${purchases}/responses/200/content`), ["result: listPurchases"], []],
  [
    "a field of an error is gone",
    drop(`${schema}/ErrorResponseLegacyError/properties/err_code`),
    ["field: ErrorResponseLegacyError.err_code"],
    [],
  ],
  [
    "an alternative of an error is gone",
    drop(`${schema}/ErrorResponse/anyOf/0`),
    [],
    ["field: ErrorResponse"],
  ],
];
