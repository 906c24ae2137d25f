import type { Received } from "../internal/call-error.js";

/** Bytes over an ArrayBuffer, without generics, which Uint8Array has since TypeScript 5.7, and without the DOM's types. */
export type Bytes = ReturnType<typeof Uint8Array.of>;

/** A response whose body was read; layers can read it any number of times. */
export class Answer {
  /** HTTP status. */
  declare readonly status: number;
  declare readonly headers: Headers;
  /** The body, decompressed. */
  declare readonly bytes: Bytes;
  /** The content of a 2xx, as far as the contract declares it. */
  declare readonly data: unknown;
  /** Whether a redirect led to it. */
  redirected = false;
  readonly #received: Received;

  constructor(received: Received, bytes: Bytes, data: unknown) {
    this.status = received.status;
    this.headers = received.headers;
    this.bytes = bytes;
    this.data = data;
    this.#received = received;
  }

  /** Whether the status is 2xx. */
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get url(): string {
    return this.#received.url ?? "";
  }

  /** The body as text; bytes that aren't UTF-8 are replaced. */
  text(): Promise<string> {
    return Promise.resolve(new TextDecoder().decode(this.bytes));
  }

  /** The body as JSON. @throws SyntaxError */
  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  /** A new Response, whose body can be read. */
  clone(): Response {
    const { status, headers, url, redirected } = this;
    const copy = new Response([204, 205, 304].includes(status) ? null : this.bytes, {
      status,
      headers,
      // Response takes Latin-1 only, and throws on anything else.
      statusText: (this.#received.statusText ?? "").replace(/[^ -~\xa0-\xff]/g, "?"),
    });
    return Object.defineProperties(copy, {
      url: { value: url },
      redirected: { value: redirected || !!this.#received.redirected },
    });
  }
}
