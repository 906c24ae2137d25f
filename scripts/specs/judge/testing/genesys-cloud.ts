import { add, at, both, drop, put, query, without } from "./mutate.js";
import type { Row } from "./row.js";

const schema = "/components/schemas";
const trustors = "/paths/~1api~1v2~1orgauthorization~1trustors/get";
const usage = "/paths/~1api~1v2~1billing~1reports~1billableusage/get";

/** Changes of the contract at nested places. */
export const rows: readonly Row[] = [
  [
    "a price in a list becomes a number",
    put(`${schema}/SubscriptionOverviewUsage/properties/overagePrice/type`, "number"),
    ["field: getTrusteeBillingOverview: usages[].overagePrice"],
    ["field: getTrusteeBillingOverview: usages[].overagePrice"],
  ],
  [
    "a field two lists deep is gone",
    both(
      drop(`${schema}/BillingUsageResource/properties/date`),
      without(`${schema}/BillingUsageResource/required`, "date"),
    ),
    ["field: getBillableUsage: usages[].resources[].date"],
    [],
  ],
  [
    "a field two lists deep is required",
    add(`${schema}/BillingUsageReport/required`, "status"),
    [],
    ["field: getBillableUsage: status"],
  ],
  [
    "an answer's enum gains a member",
    add(`${schema}/BillingUsageReport/properties/status/enum`, "Failed"),
    [],
    [],
  ],
  [
    "an answer's enum may be null",
    put(`${schema}/BillingUsageReport/properties/status/type`, ["string", "null"]),
    ["field: getBillableUsage: status"],
    [],
  ],
  [
    "a field of a schema used at two places is retyped",
    put(`${schema}/TrustorOrganization/properties/name/type`, "integer"),
    ["field: listTrustors: entities[].organization.name"],
    ["field: listTrustors: entities[].organization.name"],
  ],
  [
    "a required list is optional",
    without(`${schema}/TrusteeBillingOverview/required`, "usages"),
    ["field: getTrusteeBillingOverview: usages"],
    [],
  ],
  [
    "the values of an error's map change",
    put(`${schema}/ErrorBody/properties/messageParams/additionalProperties/type`, "integer"),
    ["field: ErrorBody.errors[].messageParams{}", "field: ErrorBody.messageParams{}"],
    ["field: ErrorBody.errors[].messageParams{}", "field: ErrorBody.messageParams{}"],
  ],
  [
    "a field of a recursive schema is gone",
    drop(`${schema}/ErrorBody/properties/contextId`),
    ["field: ErrorBody.contextId", "field: ErrorBody.errors[].contextId"],
    [],
  ],
  [
    "a required parameter is optional",
    drop(`${usage}/parameters/0/required`),
    [],
    [
      "parameter: getBillableUsage(endDate)",
      "required arguments: getBillableUsage with only the required arguments",
    ],
  ],
  [
    "an optional parameter is new",
    add(`${trustors}/parameters`, query("sortBy")),
    [],
    [
      "address: query sortBy of GET /api/v2/orgauthorization/trustors",
      "parameter: listTrustors(sortBy)",
    ],
  ],
  [
    "an optional parameter becomes text",
    put(`${trustors}/parameters/0/schema/type`, "string"),
    ["parameter: listTrustors(pageNumber)"],
    ["parameter: listTrustors(pageNumber)"],
  ],
  [
    "a field is new",
    put(`${schema}/Trustor/properties/note`, { type: "string", description: "New." }),
    [],
    ["field: listTrustors: entities[].note"],
  ],
  [
    "a reference leads to another schema",
    put(`${schema}/Trustor/properties/organization/$ref`, `#${schema}/BillingUsageResource`),
    ["field: listTrustors: entities[].organization.id"],
    [
      "field: listTrustors: entities[].organization.date",
      "field: listTrustors: entities[].organization.name",
    ],
  ],
  [
    "a reference leads to a copy",
    both(
      (contract) => {
        put(`${schema}/Named`, structuredClone(at(contract, `${schema}/NamedEntity`)))(contract);
      },
      put(`${schema}/Trustor/properties/organization/$ref`, `#${schema}/NamedEntity`),
    ),
    [],
    ["type: Named"],
  ],
  [
    "a range, a default, a format and prose",
    both(
      put(`${trustors}/parameters/0/schema/maximum`, 5),
      put(`${trustors}/parameters/0/schema/default`, 2),
      put(`${trustors}/description`, "Other."),
    ),
    [],
    [],
  ],
];
