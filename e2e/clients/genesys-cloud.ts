import type { Sandbox } from "@billkit/sandbox";
import { connectGenesysCloud } from "billkit";
import type { Check } from "./check.js";

/** The part of `purecloud-platform-client-v2` that is called; it isn't installed at compile time. */
export interface GenesysCloudSdk {
  readonly ApiClient: {
    readonly instance: {
      /** The only way to an address that isn't a region's. */
      setGateway(gateway: { protocol: string; host: string; port: number }): void;
      loginClientCredentialsGrant(id: string, secret: string): Promise<unknown>;
    };
  };
  readonly BillingApi: new () => {
    getBillingReportsBillableusage(startDate: string, endDate: string): Promise<Report>;
    getBillingTrusteebillingoverviewTrustorOrgId(
      trustorOrgId: string,
      query?: { billingPeriodIndex?: number },
    ): Promise<unknown>;
  };
  readonly OrganizationAuthorizationApi: new () => {
    getOrgauthorizationTrustors(query?: Page): Promise<unknown>;
  };
}

interface Report {
  readonly status?: string;
  readonly selfUri?: string;
}

interface Page {
  readonly pageSize?: number;
  readonly pageNumber?: number;
}

const maxPolls = 20;

/** Every operation of the contract, as every client of every organization. */
export function genesysCloudChecks(sdk: GenesysCloudSdk, sandbox: Sandbox): Check[] {
  const { baseUrl, loginUrl } = sandbox.genesysCloud;
  const { hostname: host, port } = new URL(baseUrl);
  const { instance } = sdk.ApiClient;
  instance.setGateway({ protocol: "http", host, port: Number(port) });
  const { organizations } = sandbox.control.state().vendors["genesys-cloud"];
  return organizations.flatMap(({ trustors, clients }) =>
    clients.flatMap(({ clientId, clientSecret, permissions }) => {
      const ours = connectGenesysCloud({ clientId, clientSecret, baseUrl, loginUrl });
      const isAllowed = permissions.includes("affiliateOrganization:clientBilling:view");
      const checks = [
        ...reportChecks(new sdk.BillingApi(), ours),
        ...trustors.flatMap(({ id, name, periods }) =>
          [undefined, ...periods.keys(), periods.length].map((index) => {
            const query = index === undefined ? {} : { billingPeriodIndex: index };
            const period = periods[index ?? 0];
            return {
              reference: "get_billing_trusteebillingoverview_trustor_org_id",
              what: `${name}: overview ${JSON.stringify(query)}`,
              official: async () =>
                withoutSelfUri(
                  await new sdk.BillingApi().getBillingTrusteebillingoverviewTrustorOrgId(
                    id,
                    query,
                  ),
                ),
              billkit: async () =>
                withoutSelfUri(
                  await ours.billing.getTrusteeBillingOverview({ trustorOrgId: id, ...query }),
                ),
              ...(isAllowed && period ? { state: period } : {}),
            };
          }),
        ),
        ...[{}, { pageSize: 1 }, { pageSize: 2, pageNumber: 2 }].map((page) => ({
          reference: "get_orgauthorization_trustors",
          what: `trustors ${JSON.stringify(page)}`,
          official: () => new sdk.OrganizationAuthorizationApi().getOrgauthorizationTrustors(page),
          billkit: () => ours.organizationAuthorization.listTrustors(page),
        })),
      ];
      return checks.map((check) => ({
        ...check,
        official: async () => {
          // One session per process: a login replaces the one before.
          await instance.loginClientCredentialsGrant(clientId, clientSecret);
          return check.official();
        },
      }));
    }),
  );
}

function reportChecks(
  official: InstanceType<GenesysCloudSdk["BillingApi"]>,
  ours: ReturnType<typeof connectGenesysCloud>,
): Check[] {
  return ["2026-03", "2026-04"].map((month) => {
    const dates = { startDate: `${month}-01T00:00:00Z`, endDate: `${month}-28T00:00:00Z` };
    return {
      reference: "get_billing_reports_billableusage",
      what: `report of ${month}`,
      official: async () => {
        for (let poll = 1; poll <= maxPolls; poll += 1) {
          const { startDate, endDate } = dates;
          const report = await official.getBillingReportsBillableusage(startDate, endDate);
          if (report.status === "Complete") return { poll, report: withoutSelfUri(report) };
        }
        throw new Error(`the report isn't complete after ${maxPolls} polls`);
      },
      billkit: async () => {
        const report = withoutSelfUri(await ours.billableUsage(dates).wait());
        return { poll: expectedPolls, report };
      },
    };
  });
}

/** The sandbox reports `InProgress` this often. */
export const reportPolls = 2;
const expectedPolls = reportPolls + 1;

/** It repeats the query as it was sent, which isn't the same for two clients. */
function withoutSelfUri(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) return answer;
  return { ...answer, selfUri: undefined };
}
