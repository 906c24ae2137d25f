import { describe, expect, it } from "@jest/globals";
import { VirtualClock } from "../../packages/core/test/support/virtual-clock.js";
import { parse } from "yaml";
import type { JsonObject } from "../common/json.js";
import { readRepository } from "../specs/testing/repository.js";
import { azureContract, exportsContract } from "./testing/report-contracts.js";
import {
  openReportService,
  prepareReports,
  type PreparedReports,
  type ReportService,
} from "./testing/report-service.js";

const azureDownloads = {
  at: "/properties/downloadUrl",
  origins: ["https://*.blob.core.windows.net"],
};

/** By the name of the report: where each is started and read. */
const forms: Readonly<
  Record<string, readonly [() => JsonObject | Promise<JsonObject>, string, readonly string[]]>
> = {
  "a job": [exportsContract, "costExport", ["started", "queued", "queued", "done"]],
  "a location whose status is the HTTP status": [
    () =>
      azureContract({
        ...{ form: "location", name: "costReport", read: "getCostReport", expired: [404] },
        ...{ requires: ["/properties/downloadUrl"], downloads: azureDownloads },
      }),
    "costReport",
    ["202", "202", "202", "200"],
  ],
  "a location with a status": [
    () =>
      azureContract({
        ...{ form: "location", name: "costReport", read: "getCostReportStatus", expired: [404] },
        ...{ location: "Azure-Consumption-AsyncOperation", status: "/status/status" },
        states: {
          pending: ["InProgress", "Queued"],
          complete: ["Completed", "ReadyToDownload"],
          failed: ["Failed", "TimedOut"],
          empty: ["NoDataFound"],
        },
        ...{ message: "/error/message", downloads: azureDownloads },
      }),
    "costReport",
    ["202", "InProgress", "InProgress", "Completed"],
  ],
  "a location that no operation reads": [
    () =>
      azureContract({
        ...{ form: "location", name: "costReport", expired: [404], downloads: azureDownloads },
      }),
    "costReport",
    ["202", "202", "202", "200"],
  ],
};
const names = Object.keys(forms);
const startOf = (name: string): string =>
  name === "costExport" ? "createExport" : "createCostReport";

interface Opened extends ReportService {
  readonly clock: VirtualClock;
  readonly client: ReturnType<ReportService["connect"]>;
  readonly poller: () => ReturnType<ReportService["reports"]["createPoller"]>;
  readonly kind: ReturnType<ReportService["definition"]>;
}

/** By form. */
const prepared = new Map<string, Promise<PreparedReports>>();

async function prepare(
  form: string,
  contract: () => JsonObject | Promise<JsonObject>,
): Promise<PreparedReports> {
  const known = prepared.get(form) ?? Promise.resolve(contract()).then(prepareReports);
  prepared.set(form, known);
  return known;
}

async function open(form: string, options: object = {}, polls = 2): Promise<Opened> {
  const [contract, name] = forms[form] ?? [];
  if (!contract || name === undefined) throw new Error(form);
  const clock = new VirtualClock();
  const service = openReportService(await prepare(form, contract), clock, polls);
  const client = service.connect(options);
  const kind = service.definition(name);
  const args = service.args[startOf(name)] ?? {};
  return {
    ...service,
    clock,
    client,
    kind,
    poller: () => service.reports.createPoller(client, kind, args),
  };
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => new Error("it succeeded"),
    (error: unknown) => error,
  );
const textOf = async (stream: ReadableStream<Uint8Array>): Promise<string> =>
  new Response(stream).text();

describe.each(names)("%s", (form) => {
  it("is started, read until it is complete, and downloaded without the credential", async () => {
    const service = await open(form, { maxResponseBytes: 8192 });
    const { client, kind, clock, requests, credential, reports } = service;
    const seen: string[] = [];
    const wait = service.poller().wait({ onProgress: ({ status }) => seen.push(status) });
    const report = await clock.run(wait);
    expect(seen).toEqual(forms[form]?.[2]);
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET"]);
    for (const { headers } of requests)
      expect(headers.get("authorization")).toBe(`Bearer ${credential}`);
    const polled = requests.length;
    const files: number[] = [];
    for await (const { body, contentType } of reports.downloads(client, kind, report)) {
      expect(contentType).toBe("text/csv");
      files.push((await textOf(body)).length);
    }
    // More than a response may have.
    expect(files.every((bytes) => bytes > 8192) && files.length > 0).toBe(true);
    const sent = requests.slice(polled);
    expect(sent).toHaveLength(files.length);
    for (const request of sent)
      expect(JSON.stringify([request.url, ...request.headers])).not.toContain(credential);
  });

  it("is started again, once, when the service no longer has it", async () => {
    const { poller, clock, faults, requests } = await open(form, { maxRetries: 0 });
    faults.add({ kind: "report-expired", count: 1 });
    await expect(clock.run(poller().wait())).resolves.toBeDefined();
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(2);
    faults.add({ kind: "report-expired" });
    expect(await failure(clock.run(poller().wait()))).toMatchObject({ name: "NotFoundError" });
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(4);
  });

  it("ends at the deadline when it is never complete, and at once by an abort", async () => {
    const { poller, clock, faults } = await open(form);
    faults.add({ kind: "report-unfinished" });
    const waiting = poller();
    const error = await failure(clock.run(waiting.wait({ deadlineMs: 60_000 })));
    expect(error).toMatchObject({ name: "TimeoutError", limit: "deadlineMs" });
    const controller = new AbortController();
    const wait = failure(waiting.wait({ signal: controller.signal }));
    controller.abort("enough");
    expect(await wait).toBe("enough");
    faults.remove();
    await expect(clock.run(waiting.wait())).resolves.toBeDefined();
  });

  it("resumes from its saved state without being started again", async () => {
    const { poller, clock, client, kind, requests, reports } = await open(form);
    const first = poller();
    await first.poll();
    await first.poll();
    const saved = JSON.stringify(first.serialize());
    const resumed = reports.resumePoller(client, kind, saved);
    await expect(clock.run(resumed.wait())).resolves.toBeDefined();
    expect((await resumed.poll()).polls).toBe(4);
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET"]);
  });

  it.each([
    ["of an undeclared origin", "https://evil.test/x?sig=secret-signature"],
    ["of an origin one level deeper", "https://a.b.blob.core.windows.net/x?sig=secret-signature"],
    ["without TLS", "http://a.blob.core.windows.net/x?sig=secret-signature"],
    ["with a password", "https://me:secret-signature@a.blob.core.windows.net/x"],
    ["that is none", "secret-signature"],
  ])("refuses a download at an address %s, before anything is sent", async (_, address) => {
    const { poller, clock, faults, client, kind, requests, reports } = await open(form, {}, 0);
    faults.add({ kind: "report-download", address });
    const report = await clock.run(poller().wait());
    const sent = requests.length;
    const error = await failure(reports.downloads(client, kind, report).next());
    expect(error).toMatchObject({ name: "UnexpectedResponseError", reason: "download" });
    expect(JSON.stringify(error) + String(error)).not.toContain("secret-signature");
    expect(requests).toHaveLength(sent);
  });
});

it("the same request again is sent until the report is complete", async () => {
  const form = "the same request";
  const contract = parse(readRepository("specs/genesys-cloud/openapi.yaml")) as JsonObject;
  const clock = new VirtualClock();
  const service = openReportService(await prepare(form, () => contract), clock);
  const { args, requests, reports } = service;
  const kind = service.definition("billableUsage");
  const poller = reports.createPoller(service.connect(), kind, args.getBillableUsage ?? {});
  const seen: string[] = [];
  const report = await clock.run(poller.wait({ onProgress: ({ status }) => seen.push(status) }));
  expect(seen).toEqual(["InProgress", "InProgress", "Complete"]);
  expect(report).toMatchObject({ status: "Complete", usages: expect.any(Array) });
  expect(new Set(requests.map(({ url }) => url)).size).toBe(1);
});

describe("a report that failed", () => {
  it.each([
    ["a job", "failed", "costExport"],
    ["a location with a status", "TimedOut", "costReport"],
  ])("%s is an error with the service's words, without secrets", async (form, status, name) => {
    const { poller, clock, faults, credential } = await open(form, { maxRetries: 0 });
    const message = `Too many rows\nfor ${credential}`;
    faults.add({ kind: "report-status", status, message });
    const error = await failure(clock.run(poller().wait()));
    expect(error).toMatchObject({
      name: "UnexpectedResponseError",
      reason: "failed",
      message: `acme.${name}: the report failed with status "${status}": Too many rows for [redacted]`,
    });
    expect(JSON.stringify(error)).not.toContain(credential);
  });

  it.each([
    ["a job", "nothing"],
    ["a location with a status", "NoDataFound"],
  ])("%s with nothing to report is undefined, and has no files", async (form, status) => {
    const { poller, clock, faults, client, kind, reports } = await open(form);
    faults.add({ kind: "report-status", status });
    const report = await clock.run(poller().wait());
    expect(report).toBeUndefined();
    expect((await reports.downloads(client, kind, report).next()).done).toBe(true);
  });

  it("an unknown status is polled ten times, then an error", async () => {
    const { poller, clock, faults } = await open("a location with a status");
    faults.add({ kind: "report-status", status: "Queueing" });
    const error = await failure(clock.run(poller().wait({ deadlineMs: 3_600_000 })));
    expect(error).toMatchObject({
      reason: "state",
      message: expect.stringContaining('"Queueing"'),
    });
  });
});

describe("an address", () => {
  const form = "a location whose status is the HTTP status";

  it.each([
    [
      "of another origin",
      { location: "https://evil.test/status" },
      "https://evil.test, not followed",
    ],
    ["that is none", { location: "http://" }, "as address of the status"],
    ["that is absent", {}, "without the header location"],
  ])("%s isn't followed", async (_, headers, told) => {
    const sent: string[] = [];
    const fetch = (input: string): Promise<Response> => {
      sent.push(input);
      return Promise.resolve(new Response(null, { status: 202, headers }));
    };
    const { poller } = await open(form, { fetch });
    const error = await failure(poller().poll());
    expect(error).toMatchObject({ name: "UnexpectedResponseError", reason: "state" });
    expect(String(error)).toContain(told);
    expect(sent).toHaveLength(1);
  });

  it("saved with another origin is refused before anything is sent", async () => {
    const { poller, client, kind, requests, reports } = await open(form);
    const saved = { ...poller().serialize(), handle: "https://evil.test/status" };
    const error = await failure(reports.resumePoller(client, kind, saved).poll());
    expect(error).toMatchObject({ name: "ConfigurationError" });
    expect(requests).toEqual([]);
  });
});
