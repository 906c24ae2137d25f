import type { Answered } from "../internal/call-error.js";

/** An answer whose body has been read: what layers hand on. It can be read any number of times. */
export class Answer {
  /** HTTP status. */
  readonly status: number;
  readonly headers: Headers;
  /** What came, whatever its encoding. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The JSON of a 2xx, where one was declared. */
  readonly data: unknown;
  /** Whether it comes from another address than was asked. */
  redirected = false;
  readonly #from: Answered;

  constructor(from: Answered, bytes: Uint8Array<ArrayBuffer>, data: unknown) {
    this.status = from.status;
    this.headers = from.headers;
    this.bytes = bytes;
    this.data = data;
    this.#from = from;
  }

  /** 2xx. */
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get url(): string {
    return this.#from.url ?? "";
  }

  text(): Promise<string> {
    return Promise.resolve(new TextDecoder().decode(this.bytes));
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  /** A Response of it, whose body can be read: made anew each time. */
  clone(): Response {
    const { status, headers, url, redirected } = this;
    const copy = new Response([204, 205, 304].includes(status) ? null : this.bytes, {
      status,
      headers,
      // What a server says beside the number; a Response takes Latin-1 there, and throws at all else.
      statusText: (this.#from.statusText ?? "").replace(/[^ -~\xa0-\xff]/g, "?"),
    });
    return Object.defineProperties(copy, {
      url: { value: url },
      redirected: { value: redirected || !!this.#from.redirected },
    });
  }
}
