import { describe, expect, it } from "@jest/globals";
import { failure } from "../../packages/core/test/support/service.js";
import { openReport, reportForms } from "./testing/report-forms.js";

describe.each(Object.keys(reportForms))("%s", (form) => {
  it.each([
    ["of an undeclared origin", "https://evil.test/x?sig=secret-signature"],
    ["without TLS", "http://a.files.acme.test/x?sig=secret-signature"],
    ["with a password", "https://me:secret-signature@a.files.acme.test/x"],
    ["that isn't one", "secret-signature"],
  ])("rejects a download at an address %s before anything is sent", async (_, address) => {
    const { poller, clock, faults, client, report, requests, reports } = await openReport(
      form,
      {},
      0,
    );
    faults.add({ kind: "report-download", address });
    const complete = await clock.run(poller().wait());
    const sent = requests.length;
    const error = await failure(reports.downloads(client, report, complete).next());
    expect(error).toMatchObject({ name: "UnexpectedResponseError", reason: "download" });
    expect(JSON.stringify(error) + String(error)).not.toContain("secret-signature");
    expect(requests).toHaveLength(sent);
  });
});

it.each(["%E0/1", "1/1"])("gets 403 for the address of an unknown file: %s", async (file) => {
  const { poller, clock, faults, client, report, reports } = await openReport("a job", {}, 0);
  const address = `${client.serviceClient.baseUrl}/_downloads/${file}?sig=1`;
  faults.add({ kind: "report-download", address });
  const complete = await clock.run(poller().wait());
  const error = await failure(reports.downloads(client, report, complete).next());
  expect(error).toMatchObject({ reason: "download", status: 403 });
});

describe("a report that has failed or is unknown", () => {
  const withStatus = ["a job", "a location with a status"];

  it.each(withStatus)("throws the service's message without secrets: %s", async (form) => {
    const { poller, clock, faults, credential } = await openReport(form, { maxRetries: 0 });
    const message = `Too many rows\nfor ${credential}`;
    faults.add({ kind: "report-status", status: "failed", message });
    const error = await failure(clock.run(poller().wait()));
    expect(error).toMatchObject({
      name: "UnexpectedResponseError",
      reason: "failed",
      message: `acme.costExport: the report failed with status "failed": Too many rows for [redacted]`,
    });
    expect(JSON.stringify(error)).not.toContain(credential);
  });

  it.each(withStatus)("returns undefined and has no files if there is none: %s", async (form) => {
    const { poller, clock, faults, client, report, reports } = await openReport(form);
    faults.add({ kind: "report-status", status: "nothing" });
    const complete = await clock.run(poller().wait());
    expect(complete).toBeUndefined();
    expect((await reports.downloads(client, report, complete).next()).done).toBe(true);
  });

  it("polls an unknown status ten times, then throws", async () => {
    const { poller, clock, faults } = await openReport("a location with a status");
    faults.add({ kind: "report-status", status: "Queueing" });
    const error = await failure(clock.run(poller().wait({ deadlineMs: 3_600_000 })));
    expect(error).toMatchObject({
      reason: "state",
      message: expect.stringContaining('"Queueing"'),
    });
  });
});

describe("an address of a status", () => {
  const form = "a location whose status is the HTTP status";

  it.each([
    ["of another origin", { location: "https://evil.test/status" }, "evil.test, not followed"],
    ["that isn't one", { location: "http://" }, "as address of the status"],
    ["that is absent", {}, "without the header location"],
  ])("%s isn't followed", async (_, headers, message) => {
    const sent: string[] = [];
    const fetch = (input: string): Promise<Response> => {
      sent.push(input);
      return Promise.resolve(new Response(null, { status: 202, headers }));
    };
    const { poller } = await openReport(form, { fetch });
    const error = await failure(poller().poll());
    expect(error).toMatchObject({ name: "UnexpectedResponseError", reason: "state" });
    expect(String(error)).toContain(message);
    expect(sent).toHaveLength(1);
  });

  it("saved with another origin is rejected before anything is sent", async () => {
    const { poller, client, report, requests, reports } = await openReport(form);
    const saved = { ...poller().serialize(), handle: "https://evil.test/status" };
    const error = await failure(reports.resumePoller(client, report, saved).poll());
    expect(error).toMatchObject({ name: "ConfigurationError" });
    expect(requests).toEqual([]);
  });
});
