/** A mistake of the user's in what was handed in: one line that names the place and what it takes. */
export class InputError extends Error {
  override readonly name: string = "InputError";
}

/** A mistake in a document, which is a JSON pointer so far, with what the document is called. */
export function naming<T>(document: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError) || !/^[/:]/.test(error.message)) throw error;
    throw new InputError(`${document}: ${error.message.replace(/^: /, "")}`, { cause: error });
  }
}
