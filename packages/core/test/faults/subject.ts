import createClient from "openapi-fetch";
import {
  Poller,
  ServiceClient,
  defaultLayers,
  type Credential,
  type Layer,
  type Logger,
} from "../../src/index.js";
import { undiciLayer } from "../../src/pipeline/undici.js";
import { reportStatus, type Complete, type Report } from "../support/report.js";
import { listBalances, project, service } from "../support/service.js";
import type { RowClock } from "./row-clock.js";
import type { Row } from "./row.js";

/** What a client of any kind is created from. */
export interface Setup {
  readonly row: Row;
  readonly clock: RowClock;
  readonly baseUrl: string;
  readonly credential: Credential;
  readonly logger: Logger;
  /** Called when a request starts; returns a function to call when it ends. */
  readonly started: () => () => void;
  /** Called with each state of a report. */
  readonly onProgress: (status: string) => unknown;
}

/** Makes one of a row's calls. */
export type Caller = (signal: AbortSignal | undefined) => Promise<unknown>;

/** The clients that play the table: Billkit with each transport, and plain openapi-fetch. */
export const subjects = {
  billkit: (setup: Setup) => billkit(setup, []),
  undici: (setup: Setup) => billkit(setup, [undiciLayer()]),
  "openapi-fetch": plain,
};
export type ClientKind = keyof typeof subjects;

/** Whether a client is Billkit's, whatever its transport. */
export const isOurs = (kind: ClientKind): boolean => kind !== "openapi-fetch";

function billkit(
  { row, started, onProgress, ...setup }: Setup,
  transport: readonly Layer[],
): Caller {
  const counted: Layer = (next) => (request, call) => next(request, call).finally(started());
  const { clock } = setup;
  const client = new ServiceClient(
    { ...service, ...row.service },
    {
      ...setup,
      random: () => 1 - Number.EPSILON,
      ...row.client,
      layers: [...(row.client?.layers ?? defaultLayers()), counted, ...transport],
    },
  );
  const { operation = listBalances, args = project, poll } = row;
  if (!poll) {
    return async (signal) => client.call(operation, args, { ...row.options, signal });
  }
  const poller = new Poller<Complete, Report>(
    {
      kind: "acme.usage",
      origin: client.baseUrl,
      clock,
      // The longest pause.
      random: () => 0,
      request: (given, { signal }) =>
        client.call<Report>(operation, given, { ...row.options, signal }),
      status: reportStatus,
    },
    args,
  );
  return (signal) =>
    poller.wait({
      deadlineMs: poll.deadlineMs,
      signal,
      onProgress: ({ status }) => onProgress(status),
    });
}

/** How openapi-fetch's own call ends. */
export interface PlainAnswer {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

type AnyPaths = Record<
  string,
  Record<
    "get" | "post",
    {
      parameters: { path?: object };
      requestBody?: { content: { "application/json": unknown } };
      responses: Record<200, { content: { "application/json": unknown } }>;
    }
  >
>;

/** openapi-fetch unmodified, with the credential set by a middleware. */
function plain({ row, baseUrl, credential, started }: Setup): Caller {
  const place = { name: "authorization", prefix: "Token " };
  const { operation = listBalances, args = project } = row;
  return async (signal) => {
    let ended = (): void => undefined;
    const client = createClient<AnyPaths>({
      baseUrl,
      fetch: (request) => {
        ended = started();
        return (row.client?.fetch ?? fetch)(request);
      },
    });
    client.use({
      async onRequest({ request }) {
        const question = { rejected: undefined, signal: new AbortController().signal };
        const value = typeof credential === "function" ? await credential(question) : credential;
        request.headers.set(place.name, place.prefix + value);
      },
    });
    const { headers } = row.options ?? {};
    return client
      .request(operation.method === "POST" ? "post" : "get", operation.path, {
        params: { path: args },
        ...("body" in args && { body: args.body }),
        ...(headers && { headers }),
        ...(signal && { signal }),
      })
      .finally(() => {
        ended();
      });
  };
}
