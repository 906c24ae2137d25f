import { readFile } from "node:fs/promises";
import writeFileAtomic from "write-file-atomic";
import { codeOf, messageOf } from "./engine/failure.js";
import { InputError } from "./engine/input-error.js";
import { isObject } from "./engine/json.js";
import type { GivenState, StateDocument } from "./engine/state-document.js";

/**
 * A state from a JSON file, not yet validated; undefined if there is no such file.
 * @throws InputError if it can't be read or isn't a JSON object
 */
export async function readStateFile(file: string): Promise<GivenState | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new InputError(`${file} can't be read: ${messageOf(error)}`, { cause: error });
  }
  const content = decode(bytes, file);
  try {
    const state: unknown = JSON.parse(content);
    if (isObject(state)) return state;
  } catch (error) {
    // Node quotes the text around the mistake, including line breaks.
    const why = messageOf(error).replaceAll(/\s+/g, " ");
    throw new InputError(`${file} isn't JSON: ${why}`, { cause: error });
  }
  throw new InputError(`${file} isn't a JSON object.`);
}

/** UTF-8, with an optional byte order mark. Other encodings would lose characters. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new InputError(`${file} isn't UTF-8 text.`, { cause: error });
  }
}

/** Saves a state in a file, completely or not at all. */
export class StateFile {
  readonly #file: string;
  readonly #state: () => StateDocument;
  #writing: Promise<void> = Promise.resolve();
  #isDue = false;

  constructor(file: string, state: () => StateDocument) {
    this.#file = file;
    this.#state = state;
  }

  /** Schedules a write of the state after the one in progress. */
  changed(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    // Changes that couldn't be written are part of the next write.
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#write());
    this.#writing.catch(() => undefined);
  }

  /**
   * Resolves when every change so far is in the file.
   * @throws InputError if it can't be written; the next change tries again
   */
  kept(): Promise<void> {
    return this.#writing;
  }

  async #write(): Promise<void> {
    this.#isDue = false;
    try {
      await writeFileAtomic(this.#file, `${JSON.stringify(this.#state(), null, 2)}\n`);
    } catch (error) {
      throw new InputError(`${this.#file} can't be written: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
}
