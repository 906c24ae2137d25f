import type { Sandbox, SandboxState } from "@billkit/sandbox";
import { answerOf, refused, type Check, type ReadState } from "./check.js";
import type { GenesysCloudSdk } from "./genesys-cloud-client.js";
import { overviewOf, reportsOf, trustorsOf, type Organization } from "./genesys-cloud-expected.js";

/** More polls than any report of the sandbox takes. */
const mostPolls = 20;

/**
 * Every billing operation of Genesys Cloud's own client but its previews, which no contract has
 * (`getBillingContracts` and what it leads to), as every client of every organization. It
 * has one session a process: each login takes the place of the one before.
 */
export function genesysCloudChecks(
  { ApiClient: { instance }, BillingApi, OrganizationAuthorizationApi }: GenesysCloudSdk,
  { genesysCloud }: Sandbox,
  { vendors }: SandboxState,
  read: ReadState,
  polls: number,
): Check[] {
  const { hostname: host, port } = new URL(genesysCloud.baseUrl);
  instance.setGateway({ protocol: "http", host, port: Number(port) });
  const billing = new BillingApi();
  const authorization = new OrganizationAuthorizationApi();

  return vendors["genesys-cloud"].organizations.flatMap((organization) =>
    organization.clients.flatMap(({ clientId, clientSecret, permissions }) => {
      const { reports, overviews, trustors } = callsOf(billing, authorization, organization, polls);
      const as = (call: ClientCall, permission: string): Check => {
        const isAllowed = permissions.some((each) => each.startsWith(permission));
        return {
          client: "purecloud-platform-client-v2",
          operation: call.operation,
          what: isAllowed ? call.what : `${call.what}, not permitted`,
          call: async () => {
            await instance.loginClientCredentialsGrant(clientId, clientSecret);
            return answerOf(call.call, statusOf);
          },
          expected: async () => {
            if (!isAllowed) return refused(403);
            const { organizations } = (await read()).vendors["genesys-cloud"];
            const current = organizations.find(({ id }) => id === organization.id);
            return current && call.expected(current);
          },
        };
      };
      return [
        ...reports.map((call) => as(call, "billing:subscription:")),
        ...overviews.map((call) => as(call, "affiliateOrganization:clientBilling:view")),
        ...trustors.map((call) => as(call, "authorization:orgTrustor:view")),
      ];
    }),
  );
}

interface ClientCall {
  readonly operation: string;
  readonly what: string;
  readonly call: () => Promise<unknown>;
  readonly expected: (organization: Organization) => unknown;
}

function callsOf(
  billing: InstanceType<GenesysCloudSdk["BillingApi"]>,
  authorization: InstanceType<GenesysCloudSdk["OrganizationAuthorizationApi"]>,
  { trustors }: Organization,
  polls: number,
): Record<"reports" | "overviews" | "trustors", ClientCall[]> {
  const months = ["2026-03", "2026-04"].map((month) => ({
    startDate: `${month}-01T00:00:00Z`,
    endDate: `${month}-28T00:00:00Z`,
  }));
  const overview = (id: string, index?: number) =>
    billing.getBillingTrusteebillingoverviewTrustorOrgId(
      id,
      index === undefined ? {} : { billingPeriodIndex: index },
    );
  return {
    reports: months.map((dates) => {
      const ids: unknown[] = [];
      return {
        operation: "get_billing_reports_billableusage",
        what: `report of ${dates.startDate.slice(0, 7)}, polled until it is complete`,
        call: async () => {
          const answers: unknown[] = [];
          while (answers.length < mostPolls) {
            const answer = await billing.getBillingReportsBillableusage(
              dates.startDate,
              dates.endDate,
            );
            answers.push(answer);
            ids.push(field(answer, "id"));
            if (field(answer, "status") === "Complete") break;
          }
          return answers;
        },
        expected: (organization) => reportsOf(organization, dates, { polls, ids }),
      };
    }),
    overviews: trustors.flatMap(({ id, name, periods }) => [
      ...[undefined, ...periods.keys()].map((index) => ({
        operation: "get_billing_trusteebillingoverview_trustor_org_id",
        what: `${name}: ${index === undefined ? "overview" : `overview of period ${index}`}`,
        call: () => overview(id, index),
        expected: (organization: Organization) => {
          const trustor = organization.trustors.find((each) => each.id === id);
          return trustor && overviewOf(trustor, index ?? 0);
        },
      })),
      {
        operation: "get_billing_trusteebillingoverview_trustor_org_id",
        what: `${name}: overview of a period that is not there`,
        call: () => overview(id, periods.length),
        expected: () => refused(404),
      },
    ]),
    trustors: [{}, { pageSize: 1 }, { pageSize: 2, pageNumber: 2 }, { pageSize: 100 }].map(
      (page) => ({
        operation: "get_orgauthorization_trustors",
        what: `trustors ${JSON.stringify(page)}`,
        call: () => authorization.getOrgauthorizationTrustors(page),
        expected: (organization) => trustorsOf(organization, page),
      }),
    ),
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

function statusOf(error: unknown): unknown {
  return field(error, "status");
}
