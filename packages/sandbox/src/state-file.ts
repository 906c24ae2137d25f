import { readFile } from "node:fs/promises";
import writeFileAtomic from "write-file-atomic";
import { codeOf, messageOf } from "./engine/failure.js";
import { InputError } from "./engine/input-error.js";
import { isObject } from "./engine/json.js";
import type { GivenState, StateDocument } from "./engine/state-document.js";

/**
 * A state from a JSON file, not yet looked into; undefined if there is no such file.
 * @throws InputError if it cannot be read, or is no JSON object.
 */
export async function readStateFile(file: string): Promise<GivenState | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new InputError(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  const content = decode(bytes, file);
  try {
    const state: unknown = JSON.parse(content);
    if (isObject(state)) return state;
  } catch (error) {
    // Node quotes what stands around the mistake, line breaks included.
    const why = messageOf(error).replaceAll(/\s+/g, " ");
    throw new InputError(`${file} is no JSON: ${why}`, { cause: error });
  }
  throw new InputError(`${file} holds no JSON object.`);
}

/** UTF-8, with the mark before it that some editors write: what is none would lose its letters. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new InputError(`${file} is no UTF-8 text.`, { cause: error });
  }
}

/** Keeps a state in a file: as a whole or, if that fails, as it was before. */
export class StateFile {
  readonly #file: string;
  readonly #state: () => StateDocument;
  #writing: Promise<void> = Promise.resolve();
  #isDue = false;

  constructor(file: string, state: () => StateDocument) {
    this.#file = file;
    this.#state = state;
  }

  /** Has the state written as it will be when what is being written is done. */
  changed(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    // What could not be written is part of what is written next.
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#write());
    this.#writing.catch(() => undefined);
  }

  /**
   * Settles when every change so far is in the file.
   * @throws InputError if it cannot be written; the next change tries again.
   */
  kept(): Promise<void> {
    return this.#writing;
  }

  async #write(): Promise<void> {
    this.#isDue = false;
    try {
      await writeFileAtomic(this.#file, `${JSON.stringify(this.#state(), null, 2)}\n`);
    } catch (error) {
      throw new InputError(`${this.#file} cannot be written: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
}
