import type { Target } from "../fuzz/targets.js";

/** Every operation of both vendors, in the ways that bills are read: what one connection repeats. */
export function pathsOf({ vendor, ids }: Target): string[] {
  const first = (name: string) => String(ids[name]?.[0] ?? "");
  if (vendor === "deepgram") {
    const project = `/v1/projects/${first("project_id")}`;
    return [
      "/v1/projects",
      `${project}/balances`,
      `${project}/balances/${first("balance_id")}`,
      `${project}/purchases?limit=1000`,
      `${project}/billing/fields`,
      `${project}/billing/breakdown?start=${day(-30)}&end=${day(0)}&grouping=line_item&grouping=tags`,
    ];
  }
  const overview = `/api/v2/billing/trusteebillingoverview/${first("trustorOrgId")}`;
  return [
    "/api/v2/orgauthorization/trustors?pageSize=100",
    overview,
    `${overview}?billingPeriodIndex=1`,
    `/api/v2/billing/reports/billableusage?startDate=${day(-60)}T00:00:00Z&endDate=${day(-30)}T00:00:00Z`,
  ];
}

/** `2026-06-20`: so many days from today. */
function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
