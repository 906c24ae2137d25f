/**
 * Pseudo-random numbers: the same seed and path return the same ones, whatever was requested
 * before. So the data of a day, project or request doesn't depend on the order of requests.
 */
export class Seeded {
  #state: number;

  constructor(...path: readonly (string | number)[]) {
    this.#state = hash(path.join("\u0000"));
  }

  /** From 0 up to, but excluding, 1. Mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** `length` characters of `alphabet`. */
  word(length: number, alphabet: string): string {
    return Array.from({ length }, () => alphabet.charAt(this.integer(0, alphabet.length - 1))).join(
      "",
    );
  }

  hex(length: number): string {
    return this.word(length, "0123456789abcdef");
  }

  /** A UUID of version 4 (RFC 9562, section 5.4). */
  uuid(): string {
    const variant = this.word(1, "89ab");
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`;
  }
}

/** FNV-1a over UTF-16 units, then mixed so that similar texts start far apart. */
function hash(value: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < value.length; index += 1) {
    state = Math.imul(state ^ value.charCodeAt(index), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) | 0;
}
