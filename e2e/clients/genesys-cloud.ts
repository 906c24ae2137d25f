import type { Sandbox } from "@billkit/sandbox";
import { connectGenesysCloud } from "billkit";
import { callMethod, type Check, type Sdk } from "./check.js";

type Row = Omit<Check, "official" | "reference"> & {
  readonly method: keyof typeof references;
  readonly args: readonly unknown[];
};

const references = {
  getBillingReportsBillableusage: "get_billing_reports_billableusage",
  getBillingTrusteebillingoverviewTrustorOrgId: "get_billing_trusteebillingoverview_trustor_org_id",
  getOrgauthorizationTrustors: "get_orgauthorization_trustors",
} as const;
const maxPolls = 20;
/** The sandbox reports `InProgress` this often. */
export const reportPolls = 2;

/** Every operation of the contract, as every client of every organization. */
export function genesysCloudChecks(sdk: Sdk, sandbox: Sandbox): Check[] {
  const { baseUrl, loginUrl } = sandbox.genesysCloud;
  const { hostname: host, port } = new URL(baseUrl);
  const session = { ...sdk }.ApiClient as unknown;
  const login = (method: string, ...args: unknown[]) =>
    callMethod(Object(session) as object, ["instance", method], args);
  const api = (method: Row["method"], args: readonly unknown[]) => {
    const name = method === "getOrgauthorizationTrustors" ? "OrganizationAuthorization" : "Billing";
    const Api = sdk[`${name}Api`];
    if (Api === undefined) throw new Error(`purecloud-platform-client-v2 has no ${name}Api`);
    return callMethod(new Api(), [method], args);
  };
  const { organizations } = sandbox.control.state().vendors["genesys-cloud"];
  return organizations.flatMap(({ trustors, clients }) =>
    clients.flatMap(({ clientId, clientSecret, permissions }) => {
      const ours = connectGenesysCloud({ clientId, clientSecret, baseUrl, loginUrl });
      const isAllowed = permissions.includes("affiliateOrganization:clientBilling:view");
      const rows: Row[] = [
        ...["2026-03", "2026-04"].map((month): Row => {
          const dates = { startDate: `${month}-01T00:00:00Z`, endDate: `${month}-28T00:00:00Z` };
          return {
            method: "getBillingReportsBillableusage",
            what: `report of ${month}`,
            args: Object.values(dates),
            billkit: () => ours.billableUsage(dates).wait(),
          };
        }),
        ...trustors.flatMap(({ id, name, periods }) =>
          [undefined, ...periods.keys(), periods.length].map((index): Row => {
            const query = index === undefined ? {} : { billingPeriodIndex: index };
            const state = periods[index ?? 0];
            return {
              method: "getBillingTrusteebillingoverviewTrustorOrgId",
              what: `${name} ${JSON.stringify(query)}`,
              args: [id, query],
              billkit: () => ours.billing.getTrusteeBillingOverview({ trustorOrgId: id, ...query }),
              ...(isAllowed && state ? { state } : {}),
            };
          }),
        ),
        ...[{}, { pageSize: 1 }, { pageSize: 2, pageNumber: 2 }].map((page): Row => ({
          method: "getOrgauthorizationTrustors",
          what: `trustors ${JSON.stringify(page)}`,
          args: [page],
          billkit: () => ours.organizationAuthorization.listTrustors(page),
        })),
      ];
      return rows.map(({ method, args, billkit, ...row }) => ({
        ...row,
        reference: references[method],
        official: async () => {
          // The only way to an address that isn't a region's.
          await login("setGateway", { protocol: "http", host, port: Number(port) });
          // One session per process: a login replaces the one before.
          await login("loginClientCredentialsGrant", clientId, clientSecret);
          return withoutSelfUri(await pollUntilComplete(() => api(method, args)));
        },
        billkit: async () => withoutSelfUri(await billkit()),
      }));
    }),
  );
}

/** @throws {Error} if a report isn't complete at the poll at which the sandbox completes it */
async function pollUntilComplete(call: () => Promise<unknown>): Promise<unknown> {
  for (let poll = 1; poll <= maxPolls; poll += 1) {
    const answer = await call();
    const { status } = Object(answer) as Record<string, unknown>;
    if (status === "InProgress") continue;
    if (status === "Complete" && poll !== reportPolls + 1) throw new Error(`complete at ${poll}`);
    return answer;
  }
  throw new Error(`the report isn't complete after ${maxPolls} polls`);
}

/** It repeats the query as it was sent, which isn't the same for two clients. */
function withoutSelfUri(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) return answer;
  return { ...answer, selfUri: undefined };
}
