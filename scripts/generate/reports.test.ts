import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { VirtualClock } from "../../packages/core/test/support/virtual-clock.js";
import type { JsonObject } from "../common/json.js";
import { readRepository } from "../specs/testing/repository.js";
import { failure } from "../../packages/core/test/support/service.js";
import { openReport, reportForms } from "./testing/report-forms.js";
import { openReportService, prepareReports } from "./testing/report-service.js";

const textOf = async (stream: ReadableStream<Uint8Array>): Promise<string> =>
  new Response(stream).text();

describe.each(Object.keys(reportForms))("%s", (form) => {
  it("is started, read until it is complete, and downloaded without the credential", async () => {
    const service = await openReport(form, { maxResponseBytes: 8192 });
    const { client, report, clock, requests, credential, reports } = service;
    const seen: string[] = [];
    const wait = service.poller().wait({ onProgress: ({ status }) => seen.push(status) });
    const complete = await clock.run(wait);
    expect(seen).toEqual(reportForms[form]?.slice(1));
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET"]);
    for (const { headers } of requests)
      expect(headers.get("authorization")).toBe(`Bearer ${credential}`);
    const polled = requests.length;
    const files: number[] = [];
    for await (const { body, contentType } of reports.downloads(client, report, complete)) {
      expect(contentType).toBe("text/csv");
      files.push((await textOf(body)).length);
    }
    // More than `maxResponseBytes` allows for a response.
    expect(files.every((bytes) => bytes > 8192) && files.length > 0).toBe(true);
    const sent = requests.slice(polled);
    expect(sent).toHaveLength(files.length);
    for (const request of sent)
      expect(JSON.stringify([request.url, ...request.headers])).not.toContain(credential);
  });

  it("is started again once if the service no longer has it", async () => {
    const { poller, clock, faults, requests } = await openReport(form, { maxRetries: 0 });
    faults.add({ kind: "report-expired", count: 1 });
    await expect(clock.run(poller().wait())).resolves.toBeDefined();
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(2);
    faults.add({ kind: "report-expired" });
    expect(await failure(clock.run(poller().wait()))).toMatchObject({ name: "NotFoundError" });
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(4);
  });

  it("times out if it is never complete, and ends at once by an abort", async () => {
    const { poller, clock, faults } = await openReport(form);
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
    const { poller, clock, client, report, requests, reports } = await openReport(form);
    const first = poller();
    await first.poll();
    await first.poll();
    const saved = JSON.stringify(first.serialize());
    const resumed = reports.resumePoller(client, report, saved);
    await expect(clock.run(resumed.wait())).resolves.toBeDefined();
    expect((await resumed.poll()).polls).toBe(4);
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET"]);
  });
});

it("sends the same request again until the report is complete", async () => {
  const contract = parse(readRepository("specs/genesys-cloud/openapi.yaml")) as JsonObject;
  const clock = new VirtualClock();
  const service = openReportService(await prepareReports(contract), clock);
  const { args, requests, reports } = service;
  const definition = service.definition("billableUsage");
  const poller = reports.createPoller(service.connect(), definition, args.getBillableUsage ?? {});
  const seen: string[] = [];
  const report = await clock.run(poller.wait({ onProgress: ({ status }) => seen.push(status) }));
  expect(seen).toEqual(["InProgress", "InProgress", "Complete"]);
  expect(report).toMatchObject({ status: "Complete", usages: expect.any(Array) });
  expect(new Set(requests.map(({ url }) => url)).size).toBe(1);
});
