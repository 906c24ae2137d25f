import type { Seeded } from "./seeded.js";

const letters = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const wordCharacters = `${letters}${letters.toUpperCase()}${digits}_`;
/** Characters to choose from for a negated class. */
const usual = `${wordCharacters}-. `;
const sets: Readonly<Record<string, string>> = { d: digits, w: wordCharacters, s: " " };
/** The most repetitions beyond the minimum for an open quantifier. */
const most = 8;

/**
 * A text that matches a regular expression of the simple kind in contracts: literals, classes,
 * groups, alternatives, quantifiers.
 * @returns undefined if there is none: the expression has lookaround or a backreference
 */
export function matchingText(pattern: string, random: Seeded): string | undefined {
  try {
    const text = new Writer(pattern, random).write();
    return new RegExp(pattern, "u").test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

class Writer {
  #at = 0;

  constructor(
    readonly pattern: string,
    readonly random: Seeded,
  ) {}

  write(): string {
    const text = this.#alternatives();
    if (this.#at < this.pattern.length) throw new Error(`unexpected ${this.#peek()}`);
    return text;
  }

  #peek(): string {
    return this.pattern.charAt(this.#at);
  }

  #take(): string {
    this.#at += 1;
    return this.pattern.charAt(this.#at - 1);
  }

  #alternatives(): string {
    const texts = [this.#sequence()];
    while (this.#peek() === "|") {
      this.#take();
      texts.push(this.#sequence());
    }
    return texts[this.random.integer(0, texts.length - 1)] ?? "";
  }

  #sequence(): string {
    let text = "";
    while (this.#at < this.pattern.length && !"|)".includes(this.#peek())) text += this.#repeated();
    return text;
  }

  /** A part as often as its quantifier allows, with a different match each time. */
  #repeated(): string {
    const start = this.#at;
    let text = this.#part();
    const end = this.#at;
    const [low, high] = this.#quantifier();
    const after = this.#at;
    const times = this.random.integer(low, high);
    if (times === 0) return "";
    for (let count = 1; count < times; count += 1) {
      this.#at = start;
      text += this.#part();
      if (this.#at !== end) throw new Error("a part has two quantifiers");
    }
    this.#at = after;
    return text;
  }

  #quantifier(): [number, number] {
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/.exec(this.pattern.slice(this.#at));
    if (!found) return [1, 1];
    const [all, least = "0", comma, greatest] = found;
    this.#at += all.length;
    if (this.#peek() === "?") this.#take();
    if (all === "?") return [0, 1];
    const low = all === "+" ? 1 : Number(least);
    if (all === "*" || all === "+") return [low, low + most];
    if (comma === undefined) return [low, low];
    return [low, greatest ? Math.min(Number(greatest), low + most) : low + most];
  }

  #part(): string {
    const character = this.#take();
    switch (character) {
      case "^":
      case "$":
        return "";
      case ".":
        return this.random.word(1, wordCharacters);
      case "[":
        return this.random.word(1, this.#class());
      case "(":
        return this.#group();
      case "\\":
        return this.#escaped();
      default:
        return character;
    }
  }

  #group(): string {
    const [kind] = /^\?(?::|<[A-Za-z]\w*>|)/.exec(this.pattern.slice(this.#at)) ?? [""];
    if (kind === "?") throw new Error("looks around");
    this.#at += kind.length;
    const text = this.#alternatives();
    if (this.#take() !== ")") throw new Error("a group is not closed");
    return text;
  }

  #escaped(): string {
    const character = this.#take();
    const set = sets[character];
    if (set !== undefined) return this.random.word(1, set);
    if (/[A-Za-z1-9]/.test(character)) throw new Error(`\\${character} is not supported`);
    return character;
  }

  #class(): string {
    const isNegated = this.#peek() === "^";
    if (isNegated) this.#take();
    let members = "";
    while (this.#peek() !== "]") {
      if (this.#at >= this.pattern.length) throw new Error("a class is not closed");
      members += this.#members();
    }
    this.#take();
    if (!isNegated) return members;
    return Array.from(usual)
      .filter((each) => !members.includes(each))
      .join("");
  }

  #members(): string {
    let first = this.#take();
    if (first === "\\") {
      first = this.#take();
      const set = sets[first];
      if (set !== undefined) return set;
      if (/[A-Za-z1-9]/.test(first)) throw new Error(`\\${first} is not supported`);
    }
    const next = this.pattern.charAt(this.#at + 1);
    if (this.#peek() !== "-" || next === "]") return first;
    this.#take();
    const [from, to] = [first.charCodeAt(0), this.#take().charCodeAt(0)];
    return String.fromCharCode(
      ...Array.from({ length: to - from + 1 }, (_, index) => from + index),
    );
  }
}
