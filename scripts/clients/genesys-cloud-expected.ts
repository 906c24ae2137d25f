import type { SandboxState } from "@billkit/sandbox";

export type Organization = SandboxState["vendors"]["genesys-cloud"]["organizations"][number];
export type Trustor = Organization["trustors"][number];

export function overviewOf({ id, periods }: Trustor, index: number) {
  const selfUri = `/api/v2/billing/trusteebillingoverview/${id}?billingPeriodIndex=${index}`;
  return { ...periods[index], selfUri };
}

export function trustorsOf(
  { trustors }: Organization,
  { pageSize = 25, pageNumber = 1 }: { pageSize?: number; pageNumber?: number },
) {
  const pageCount = Math.ceil(trustors.length / pageSize);
  const uri = (page: number) =>
    `/api/v2/orgauthorization/trustors?pageSize=${pageSize}&pageNumber=${page}`;
  const first = (pageNumber - 1) * pageSize;
  return {
    entities: trustors.slice(first, first + pageSize).map(({ id, name, enabled }) => ({
      id,
      enabled,
      organization: { id, name },
    })),
    pageSize,
    pageNumber,
    total: trustors.length,
    pageCount,
    firstUri: uri(1),
    selfUri: uri(pageNumber),
    lastUri: uri(pageCount),
    ...(pageNumber > 1 && { previousUri: uri(pageNumber - 1) }),
    ...(pageNumber < pageCount && { nextUri: uri(pageNumber + 1) }),
  };
}

/** Every answer from the first poll to the complete report. @param ids what the answers have as `id` */
export function reportsOf(
  { reports, reporting }: Organization,
  { startDate, endDate }: { startDate: string; endDate: string },
  { polls: usualPolls, ids }: { polls: number; ids: readonly unknown[] },
) {
  const dates = [startDate, endDate].map((date) => new Date(date).toISOString());
  const report = reports.find((each) => each.startDate === dates[0] && each.endDate === dates[1]);
  const unfinished = reporting.polls ?? usualPolls;
  return Array.from({ length: unfinished + 1 }, (_, poll) => ({
    // No part of the state; the same report has the same one.
    id: ids[0],
    name: "Billable usage",
    startDate: dates[0],
    endDate: dates[1],
    status: poll < unfinished ? "InProgress" : "Complete",
    usages: poll < unfinished ? [] : report?.usages,
    selfUri: `/api/v2/billing/reports/billableusage?startDate=${startDate}&endDate=${endDate}`,
  }));
}
