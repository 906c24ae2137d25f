import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { defaultLayers, retryLayer, type Layer } from "@billkit/core";
import { Deepgram, NotFoundError } from "@billkit/deepgram";
import { SpanKind, SpanStatusCode, context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from "@opentelemetry/sdk-trace-base";
import { openTelemetryLayer } from "../src/opentelemetry/open-telemetry-layer.js";

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer("billing");
const apiKey = `canary-key-${randomUUID()}`;
const project_id = `canary-project-${randomUUID()}`;
const template = "/v1/projects/{project_id}/purchases";

const answer =
  (status: number, body = "{}") =>
  (response: ServerResponse): void => {
    response.writeHead(status, { "content-type": "application/json", "dg-request-id": "r-1" });
    response.end(body);
  };
const reset = (response: ServerResponse): void => {
  response.destroy();
};

describe("spans", () => {
  let server: Server;
  let port = 0;
  let answers: ((response: ServerResponse) => void)[] = [];

  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  });
  afterAll(async () => {
    context.disable();
    await provider.shutdown();
  });
  beforeEach(async () => {
    exporter.reset();
    server = createServer((_, response) => {
      (answers.shift() ?? answer(200))(response);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  const client = (layers: Layer[] = defaultLayers()): Deepgram =>
    new Deepgram({
      credential: apiKey,
      baseUrl: `http://127.0.0.1:${port}`,
      layers: [openTelemetryLayer(tracer), ...layers],
      random: () => 0,
    });
  const listed = (deepgram = client()): Promise<unknown> =>
    deepgram.billing.listPurchases({ project_id, limit: 977 }).then(
      () => undefined,
      (error: unknown) => error,
    );
  /** The call's own span and those of its attempts; none contains a secret, an id or a query. */
  const spans = (): { call: ReadableSpan | undefined; attempts: ReadableSpan[] } => {
    const all = exporter.getFinishedSpans();
    const printed = all.map(({ name, attributes, events, links, status }) =>
      inspect({ name, attributes, events, links, status }, { depth: 20 }),
    );
    expect(printed.join("\n")).not.toMatch(/canary|limit=/);
    return {
      call: all.find(({ kind }) => kind === SpanKind.INTERNAL),
      attempts: all.filter(({ kind }) => kind === SpanKind.CLIENT),
    };
  };
  const common = () => ({
    "http.request.method": "GET",
    "url.template": template,
    "server.address": "127.0.0.1",
    "server.port": port,
  });

  it("show a 503 and a 200 as two attempts under one call", async () => {
    answers = [answer(503), answer(200)];
    expect(await listed()).toBeUndefined();
    const { call, attempts } = spans();
    expect(call).toMatchObject({
      name: "listPurchases",
      attributes: {},
      status: { code: SpanStatusCode.UNSET },
    });
    expect(attempts).toHaveLength(2);
    for (const { name, parentSpanContext, startTime, endTime } of attempts) {
      expect([name, parentSpanContext]).toEqual([`GET ${template}`, call?.spanContext()]);
      expect(endTime[0] * 1e9 + endTime[1]).toBeGreaterThanOrEqual(
        startTime[0] * 1e9 + startTime[1],
      );
    }
    expect(attempts.map(({ attributes, status }) => ({ attributes, status }))).toEqual([
      {
        attributes: {
          ...common(),
          "http.response.status_code": 503,
          "error.type": "503",
          "billkit.request_id": "r-1",
        },
        status: { code: SpanStatusCode.ERROR },
      },
      {
        attributes: {
          ...common(),
          "http.response.status_code": 200,
          "http.request.resend_count": 1,
          "billkit.request_id": "r-1",
        },
        status: { code: SpanStatusCode.UNSET },
      },
    ]);
  });

  it("show a 404 as one attempt, with the error on both spans", async () => {
    answers = [answer(404, `{"err_code":"PROJECT_NOT_FOUND","err_msg":"${apiKey}"}`)];
    expect(await listed()).toBeInstanceOf(NotFoundError);
    const { call, attempts } = spans();
    expect(attempts).toHaveLength(1);
    for (const span of [call, ...attempts]) {
      expect(span).toMatchObject({
        attributes: { "error.type": "404" },
        status: { code: SpanStatusCode.ERROR },
      });
    }
  });

  it.each([
    ["reset", () => undefined],
    ["refused", () => void server.close()],
  ])("show a connection that is %s as failed attempts without a status", async (_, before) => {
    answers = [reset, reset, reset];
    before();
    await listed();
    const { call, attempts } = spans();
    expect(call?.attributes).toEqual({ "error.type": "ConnectionError" });
    expect(attempts.map(({ attributes }) => attributes)).toEqual([
      { ...common(), "error.type": "ConnectionError" },
      { ...common(), "error.type": "ConnectionError", "http.request.resend_count": 1 },
      { ...common(), "error.type": "ConnectionError", "http.request.resend_count": 2 },
    ]);
    expect(attempts.map(({ status }) => status.code)).toEqual(
      attempts.map(() => SpanStatusCode.ERROR),
    );
  });

  it("show HTML under 200 with its status and the error", async () => {
    answers = [1, 2, 3].map(() => answer(200, "<p>"));
    await listed();
    const { attempts } = spans();
    expect(attempts[0]?.attributes).toMatchObject({
      "http.response.status_code": 200,
      "error.type": "UnexpectedResponseError",
      "billkit.request_id": "r-1",
    });
  });

  it("are separate for concurrent calls, under the active span", async () => {
    answers = [answer(503), answer(503)];
    const deepgram = client();
    const outer = tracer.startSpan("bill");
    await context.with(trace.setSpan(context.active(), outer), () =>
      Promise.all([listed(deepgram), listed(deepgram), listed(deepgram)]),
    );
    const all = exporter.getFinishedSpans();
    const calls = all.filter(({ kind }) => kind === SpanKind.INTERNAL);
    expect(calls.map(({ parentSpanContext }) => parentSpanContext)).toEqual(
      calls.map(() => outer.spanContext()),
    );
    const under = calls.map(
      (call) =>
        all.filter(
          ({ parentSpanContext }) => parentSpanContext?.spanId === call.spanContext().spanId,
        ).length,
    );
    expect(under.sort()).toEqual([1, 2, 2]);
  });

  it("are active inside the layers that the call runs", async () => {
    const active: unknown[] = [];
    const looks: Layer = (next) => (request, call) => {
      active.push(trace.getActiveSpan()?.spanContext());
      return next(request, call);
    };
    await listed(client([...defaultLayers(), looks]));
    expect(active).toEqual([spans().call?.spanContext()]);
  });

  it("both end on an abort", async () => {
    answers = [() => undefined];
    const controller = new AbortController();
    const call = client()
      .billing.listPurchases({ project_id }, { signal: controller.signal })
      .catch((error: unknown) => error);
    await once(server, "request");
    controller.abort(new RangeError("mine"));
    await call;
    while (exporter.getFinishedSpans().length < 2) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { call: own, attempts } = spans();
    expect([own, ...attempts].map((span) => span?.attributes["error.type"])).toEqual([
      "RangeError",
      "RangeError",
    ]);
  });

  it("are the call's alone without retry", async () => {
    answers = [answer(503)];
    await listed(client(defaultLayers().filter((layer) => layer !== retryLayer)));
    const { call, attempts } = spans();
    expect([call?.attributes, attempts]).toEqual([{ "error.type": "503" }, []]);
  });
});
