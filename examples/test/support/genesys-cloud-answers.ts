import { runBills } from "./run-bills.js";
import { stubService } from "./stub-service.js";

export type Reply = readonly [status: number, body: unknown];

/** Of the login, the report or an overview. */
export const refused: Reply = [403, { code: "missing.any.permissions", message: "not you" }];
export const usage = {
  name: "Seats",
  partNumber: "GC-1",
  grouping: "user-license",
  unitOfMeasureType: "seat",
  usageQuantity: "3",
  prepayQuantity: "0",
  overagePrice: "0.10",
};

/** An overview of one period. */
export function overview(
  currency: string,
  from: string,
  to: string,
  usages: readonly unknown[] = [usage],
): Reply {
  const dates = { billingPeriodStartDate: from, billingPeriodEndDate: to };
  return [
    200,
    {
      organization: {},
      currency,
      enabledProducts: [],
      subscriptionType: "PREPAY",
      usages,
      ...dates,
    },
  ];
}

export const june = ["2026-06-01T00:00:00Z", "2026-06-30T23:59:59Z"] as const;
export const july = ["2026-07-01T00:00:00Z", "2026-07-31T23:59:59Z"] as const;

export interface Answers {
  readonly login?: Reply;
  readonly report?: Reply;
  readonly trustors?: Reply;
  /** By customer and billingPeriodIndex. */
  readonly overviews?: Record<string, Reply>;
}

export const customers = (...names: string[]): Reply => [
  200,
  {
    entities: names.map((name) => ({
      id: name,
      enabled: true,
      organization: { id: name, name: name.toUpperCase() },
    })),
    pageCount: 1,
  },
];
const report: Reply = [
  200,
  {
    startDate: june[0],
    endDate: july[0],
    status: "Complete",
    usages: [{ name: "Seats", totalUsage: "1234.5", resources: [] }],
  },
];

/** Runs the bill of a service that answers so; what is left out is the usual. */
export async function withAnswers(
  { login, report: told = report, trustors = customers(), overviews = {} }: Answers,
  argv: readonly string[] = [],
) {
  const stub = await stubService(({ pathname, searchParams }) => {
    if (pathname === "/oauth/token")
      return login ?? [200, { access_token: "token", expires_in: 300 }];
    if (pathname.endsWith("/billableusage")) return told;
    if (pathname.endsWith("/trustors")) return trustors;
    const id = pathname.split("/").at(-1) ?? "";
    return overviews[`${id} ${searchParams.get("billingPeriodIndex") ?? ""}`] ?? refused;
  });
  try {
    const env = {
      GENESYSCLOUD_OAUTHCLIENT_ID: "client-id",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "client-secret",
      GENESYSCLOUD_BASE_URL: stub.baseUrl,
      GENESYSCLOUD_LOGIN_URL: stub.baseUrl,
    };
    const ran = await runBills(argv, { env });
    const lines = ran.stdout.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));
    return { ...ran, lines, paths: stub.paths };
  } finally {
    await stub.close();
  }
}
