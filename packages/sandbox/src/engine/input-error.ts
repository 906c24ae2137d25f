/** A mistake of the user's in what was handed in: one line that names the place and what it takes. */
export class InputError extends Error {
  override readonly name: string = "InputError";
}
