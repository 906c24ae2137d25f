import { readFileSync } from "node:fs";
import path from "node:path";
import * as billkit from "billkit";
import { beforeAll, expect, it } from "@jest/globals";

const page = readFileSync(path.join(__dirname, "../../docs/errors.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
  .map(([, type = "", , message = ""]) => [type, message] as const);

const project_id = "p-1";
const request = "listBalances: GET https://api.deepgram.com/v1/projects/p-1/balances";

const client = (fetch: typeof globalThis.fetch, timeoutMs?: number) =>
  billkit.connectDeepgram({ apiKey: "a-key", maxRetries: 0, fetch, timeoutMs });
const balances = (fetch: typeof globalThis.fetch, timeoutMs?: number) =>
  client(fetch, timeoutMs).billing.listBalances({ project_id });

/** The service's response with the status and code of the message in the table. */
function answers(message: string): Promise<unknown> {
  const [, status, err_code] = /answered (\d{3}) (\w+)/.exec(message) ?? [];
  const headers = { "retry-after": status === "429" ? "3600" : "" };
  const body = { err_code, err_msg: "The service's message.", request_id: "req-1" };
  return balances(() => Promise.resolve(Response.json(body, { status: Number(status), headers })));
}

const failures: Record<string, (message: string) => Promise<unknown>> = {
  ConfigurationError: () =>
    new Promise((resolve) => {
      resolve(billkit.connectDeepgram({ apiKey: "" }));
    }),
  InvalidRequestError: () =>
    client(fetch).billing.getBillingBreakdown({ project_id, start: "June" }),
  ConnectionError: () =>
    balances(() =>
      Promise.reject(new TypeError("fetch failed", { cause: Error("socket hang up") })),
    ),
  TimeoutError: () => balances(() => new Promise<Response>(() => undefined), 20),
  UnexpectedResponseError: () =>
    balances(() => Promise.resolve(Response.json({ balances: [{ amount: "12.5" }] }))),
};

beforeAll(() => {
  delete process.env.DEEPGRAM_API_KEY;
  delete process.env.DEEPGRAM_BASE_URL;
});

it("docs/errors.md lists every class", () => {
  const classes = Object.keys(billkit).filter((name) => name.endsWith("Error"));
  expect(["BillkitError", ...rows.map(([type]) => type)].sort()).toEqual(classes.sort());
});

it.each(rows)("%s has the message of docs/errors.md: %s", async (type, message) => {
  const error = await (failures[type] ?? answers)(message).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: type, message: message.replace("…", request) });
});
