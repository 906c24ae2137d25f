/** Names an error class across copies of this package: the ES and the CommonJS one, or two versions. */
export const brand = Symbol.for("@billkit/error");

/**
 * `instanceof` by brand. A class of a user's own that extends one of ours has no brand of its own
 * and is told by its prototype, as usual.
 */
export function isInstance(type: { readonly prototype: unknown }, value: unknown): boolean {
  const name = own(type);
  for (let at = value; at; at = Object.getPrototypeOf(at) as unknown) {
    if (at === type.prototype || (name !== undefined && own(at.constructor) === name)) return true;
  }
  return false;
}

/** `constructor` of an object without prototype is undefined, whatever its type says. */
function own(type: object | undefined): unknown {
  return type && Object.getOwnPropertyDescriptor(type, brand)?.value;
}
