import { Scope } from "../internal/scope.js";
import type { AttemptListener } from "./attempt-event.js";
import type { Call, ClientContext } from "./types.js";
import type { RequestOptions } from "../client/options.js";

type Limits = Pick<Call, "timeoutMs" | "maxRetries" | "responseMismatch">;

/** A call under way. What must not be seen by `inspect` or a log stands in private fields. */
export class Running extends Scope implements Call {
  attempt = 1;
  readonly operation: Call["operation"];
  timeoutMs: number;
  maxRetries: number;
  readonly responseMismatch: "error" | "warning";
  readonly deadline: number;
  readonly client: ClientContext;
  #listeners: Set<AttemptListener> | undefined;
  #secrets: string[] = [];
  #given: string | undefined;
  renewed = false;

  constructor(
    operation: Call["operation"],
    limits: Limits,
    options: RequestOptions,
    deadline: number,
    client: ClientContext,
  ) {
    super();
    this.operation = operation;
    this.timeoutMs = options.timeoutMs ?? limits.timeoutMs;
    this.maxRetries = options.maxRetries ?? limits.maxRetries;
    this.responseMismatch = options.responseMismatch ?? limits.responseMismatch;
    this.deadline = deadline;
    this.client = client;
  }

  get attemptListeners(): Set<AttemptListener> {
    return (this.#listeners ??= new Set());
  }

  /** Whether anybody is told of attempts. */
  get heard(): boolean {
    return !!this.#listeners?.size;
  }

  /** The credential that it was given last, which is kept secret as well. */
  get given(): string | undefined {
    return this.#given;
  }

  set given(value: string) {
    if (value === this.#given) return;
    this.#given = value;
    this.#secrets.push(value);
  }

  keep(secret: string): void {
    this.#secrets.push(secret);
  }

  secrets(): Iterable<string> {
    return new Set(this.#secrets);
  }
}

/** Each call that a layer is handed is one. */
export const running = (call: object): Running => call as Running;
