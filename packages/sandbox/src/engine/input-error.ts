/** Invalid input from the user: one line that names the field and what it allows. */
export class InputError extends Error {
  override readonly name: string = "InputError";
}

/** A mistake in a document: starts with a JSON pointer, to which the document's name is added. */
export function naming<T>(document: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError) || !/^[/:]/.test(error.message)) throw error;
    throw new InputError(`${document}: ${error.message.replace(/^: /, "")}`, { cause: error });
  }
}
