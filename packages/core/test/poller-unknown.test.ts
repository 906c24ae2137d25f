import { expect, it } from "@jest/globals";
import { Poller, type OperationDefinition } from "../src/index.js";
import { reportStatus, type Report } from "./support/report.js";
import { failure, json, rig, secret } from "./support/service.js";

const getReport: OperationDefinition = {
  id: "getReport",
  method: "GET",
  path: "/v1/reports/{id}",
  parameters: { id: { in: "path", required: true } },
  result: "json",
};

it.each<[string, OperationDefinition]>([
  ["as declared", getReport],
  ["without required fields", { ...getReport, result: { required: ["usages"] } }],
])(
  "a response %s with an unknown status throws an error with all details and no secret",
  async (_, operation) => {
    const body = { status: `Odd ${secret}`, note: secret };
    const headers = {
      ...{ "acme-request-id": "r-1", "x-echo": secret },
      ...{ "set-cookie": "a=b", authorization: secret },
    };
    const { client, clock } = rig(() => json(body, { status: 201, headers }));
    const request = () => client.call<Report>(operation, { id: secret });
    const poller = new Poller(
      {
        ...{ kind: "acme.usage", origin: client.baseUrl, clock, random: () => 0 },
        ...{ request, status: reportStatus },
      },
      {},
    );
    const error = await failure(clock.run(poller.wait()));
    expect(Object.assign({}, error)).toEqual({
      ...{ name: "UnexpectedResponseError", reason: "state", status: 201, requestId: "r-1" },
      ...{ method: "GET", path: "/v1/reports/[redacted]", attempts: 10 },
      body: { status: "Odd [redacted]", note: "[redacted]" },
      headers: {
        "content-type": "application/json",
        ...{ "acme-request-id": "r-1", "x-echo": "[redacted]" },
      },
    });
    expect((error as Error).message).toBe(
      'acme.usage: the report\'s status was "Odd [redacted]" 10 times in a row: neither pending nor complete',
    );
  },
);
