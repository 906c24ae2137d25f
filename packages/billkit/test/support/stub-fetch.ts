/** A request as a stub receives it. */
export interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
  readonly signal: AbortSignal;
}

type Reply = Response | Promise<Response>;

/** A `fetch` that responds by function and records the requests. */
export function stubFetch(answer: (seen: Seen) => Reply): {
  readonly fetch: typeof fetch;
  readonly requests: Seen[];
} {
  const requests: Seen[] = [];
  return {
    requests,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { method, headers, signal } = request;
      const seen = {
        method,
        url: new URL(request.url),
        headers,
        body: await request.text(),
        signal,
      };
      requests.push(seen);
      return answer(seen);
    },
  };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
