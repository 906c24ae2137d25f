import type { Vendor } from "./contracts.js";

/** What the vendors' references say of an operation. */
export interface OperationFacts {
  readonly id: string;
  readonly tag: string;
  readonly reference: string;
  /** `in name[!]`: a parameter, with `!` when it is required. */
  readonly parameters: Record<string, string>;
  readonly answer: string;
  readonly permissions?: string[];
  readonly scopes?: string[];
}

const project = { "path project_id!": "string" };
const period = { "query end": "string date", "query start": "string date" };
const billing = { tag: "Billing", permissions: ["billing:read"] };
const genesysBilling = ["billing", "billing:readonly"];

export const operationFacts: [Vendor, string, OperationFacts][] = [
  [
    "deepgram",
    "GET /v1/projects",
    {
      id: "listProjects",
      tag: "Projects",
      reference: "manage_v1_projects_list",
      parameters: {},
      answer: "ListProjectsV1Response",
    },
  ],
  [
    "deepgram",
    "GET /v1/projects/{project_id}/balances",
    {
      ...billing,
      id: "listBalances",
      reference: "manage_v1_projects_billing_balances_list",
      parameters: project,
      answer: "ListProjectBalancesV1Response",
    },
  ],
  [
    "deepgram",
    "GET /v1/projects/{project_id}/balances/{balance_id}",
    {
      ...billing,
      id: "getBalance",
      reference: "manage_v1_projects_billing_balances_get",
      parameters: { ...project, "path balance_id!": "string" },
      answer: "GetProjectBalanceV1Response",
    },
  ],
  [
    "deepgram",
    "GET /v1/projects/{project_id}/billing/breakdown",
    {
      ...billing,
      id: "getBillingBreakdown",
      reference: "manage_v1_projects_billing_breakdown_list",
      parameters: {
        ...project,
        ...period,
        "query accessor": "string",
        "query deployment": "hosted|beta|self-hosted",
        "query grouping": "(accessor|deployment|line_item|tags)[]",
        "query line_item": "string",
        "query tag": "string",
      },
      answer: "BillingBreakdownV1Response",
    },
  ],
  [
    "deepgram",
    "GET /v1/projects/{project_id}/billing/fields",
    {
      ...billing,
      id: "listBillingFields",
      reference: "manage_v1_projects_billing_fields_list",
      parameters: { ...project, ...period },
      answer: "ListBillingFieldsV1Response",
    },
  ],
  [
    "deepgram",
    "GET /v1/projects/{project_id}/purchases",
    {
      ...billing,
      id: "listPurchases",
      reference: "manage_v1_projects_billing_purchases_list",
      parameters: { ...project, "query limit": "number = 10 1..1000" },
      answer: "ListProjectPurchasesV1Response",
    },
  ],
  [
    "genesys-cloud",
    "GET /api/v2/billing/reports/billableusage",
    {
      id: "getBillableUsage",
      tag: "Billing",
      reference: "get_billing_reports_billableusage",
      parameters: { "query startDate!": "string date-time", "query endDate!": "string date-time" },
      answer: "BillingUsageReport",
      permissions: ["billing:subscription:read", "billing:subscription:view"],
      scopes: ["billing:readonly"],
    },
  ],
  [
    "genesys-cloud",
    "GET /api/v2/billing/trusteebillingoverview/{trustorOrgId}",
    {
      id: "getTrusteeBillingOverview",
      tag: "Billing",
      reference: "get_billing_trusteebillingoverview_trustor_org_id",
      parameters: {
        "path trustorOrgId!": "string",
        "query billingPeriodIndex": "integer int32 = 0",
      },
      answer: "TrusteeBillingOverview",
      permissions: ["affiliateOrganization:clientBilling:view"],
      scopes: genesysBilling,
    },
  ],
  [
    "genesys-cloud",
    "GET /api/v2/orgauthorization/trustors",
    {
      id: "listTrustors",
      tag: "OrganizationAuthorization",
      reference: "get_orgauthorization_trustors",
      parameters: {
        "query pageSize": "integer int32 = 25",
        "query pageNumber": "integer int32 = 1",
      },
      answer: "TrustorEntityListing",
      permissions: ["authorization:orgTrustor:view"],
      scopes: ["organization-authorization", "organization-authorization:readonly"],
    },
  ],
];
