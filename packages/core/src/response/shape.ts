/**
 * What is checked of a JSON value: a table generated from a contract's schema. Holds the kinds of the
 * value and of the arrays and objects in it, their required fields, and their numbers; a field that is
 * not listed may be anything. A function gives the shape of a schema that is made of itself.
 */
export type Shape =
  /** Any JSON. */
  "json" | Kind | ArrayShape | ObjectShape | Alternatives | (() => Shape);

type Kind = "array" | "boolean" | "null" | "number" | "object" | "string";

interface ArrayShape {
  /** Of each member. */
  readonly items: Shape;
}

interface ObjectShape {
  /** Fields that must be there. */
  readonly required?: readonly string[];
  readonly fields?: Readonly<Record<string, Shape>>;
  /** Of each field that `fields` does not name. */
  readonly values?: Shape;
}

export interface Alternatives {
  /** Any one of them is enough. */
  readonly anyOf: readonly Shape[];
}
