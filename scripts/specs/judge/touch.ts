/** What a line of a type test holds on to. */
export type TouchKind =
  | "type"
  | "operation"
  | "required arguments"
  | "address"
  | "parameter"
  | "body"
  | "result"
  | "field"
  | "member";

/** A place of the contract, as one line of its type tests touches it. */
export interface Touch {
  readonly kind: TouchKind;
  /** For a person: `listPurchases: orders[].amount`. */
  readonly place: string;
  /** JSON pointers of the contract that the line depends on, the nearest first. */
  readonly pointers: readonly string[];
  /** The touch without which this one says nothing. */
  readonly parent: Touch | undefined;
}

/** The type tests of a contract: TypeScript that imports \`./surface.js\`. */
export interface TypeTests {
  readonly source: string;
  /** By line, from 1. */
  readonly touches: ReadonlyMap<number, Touch>;
}

/** Collects the lines of a type test. */
export class Lines {
  readonly #lines: string[] = [];
  readonly #touches = new Map<number, Touch>();
  #names = 0;

  add(text: string, touch: Touch): void {
    this.#lines.push(text);
    this.#touches.set(this.#lines.length, touch);
  }

  note(text: string): void {
    this.#lines.push(text);
  }

  /** A name that no other line declares. */
  name(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }

  done(): TypeTests {
    return { source: `${this.#lines.join("\n")}\n`, touches: this.#touches };
  }
}
