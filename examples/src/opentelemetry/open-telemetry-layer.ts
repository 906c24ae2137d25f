import type { AttemptEvent, Layer } from "@billkit/core";
import {
  SpanKind,
  SpanStatusCode,
  context,
  trace,
  type Attributes,
  type Tracer,
} from "@opentelemetry/api";

/**
 * Creates a span for each call, and in it an HTTP client span for each attempt, following
 * OpenTelemetry's conventions. Place it outside retry: `layers: [openTelemetryLayer(tracer),
 * ...defaultLayers()]`. Spans contain no path or query values, headers or bodies, so `url.full` is
 * left out.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export const openTelemetryLayer =
  (tracer: Tracer): Layer =>
  (next) =>
  async (request, call) => {
    const { clock } = call.client;
    // As a Date: a number from before this process started would be read as an offset.
    const startTime = new Date(clock.now());
    const span = tracer.startSpan(call.operation.id, { startTime });
    const within = trace.setSpan(context.active(), span);
    const listener = (event: AttemptEvent): void => {
      const { method, path, startedAt, durationMs, ok } = event;
      const attempt = tracer.startSpan(
        `${method} ${path}`,
        { kind: SpanKind.CLIENT, startTime: new Date(startedAt), attributes: attributesOf(event) },
        within,
      );
      // Not `event.error`, which contains the address and so the ids in it.
      if (!ok) attempt.setStatus({ code: SpanStatusCode.ERROR });
      attempt.end(new Date(startedAt + durationMs));
    };
    call.attemptListeners.add(listener);
    const fail = (type: string): void => {
      span.setAttribute("error.type", type).setStatus({ code: SpanStatusCode.ERROR });
    };
    try {
      const response = await context.with(within, () => next(request, call));
      if (!response.ok) fail(String(response.status));
      return response;
    } catch (error) {
      fail(error instanceof Error ? error.name : "_OTHER");
      throw error;
    } finally {
      call.attemptListeners.delete(listener);
      span.end(new Date(clock.now()));
    }
  };

function attributesOf(event: AttemptEvent): Attributes {
  const { hostname, port, protocol } = new URL(event.origin);
  return {
    "http.request.method": event.method,
    "url.template": event.path,
    "server.address": hostname.replace(/^\[|\]$/g, ""),
    "server.port": Number(port) || (protocol === "https:" ? 443 : 80),
    ...(event.status !== undefined && { "http.response.status_code": event.status }),
    ...(event.attempt > 1 && { "http.request.resend_count": event.attempt - 1 }),
    ...(!event.ok && { "error.type": event.errorType ?? String(event.status) }),
    // No convention covers it, and vendors' support needs it first.
    ...(event.requestId !== undefined && { "billkit.request_id": event.requestId }),
  };
}
