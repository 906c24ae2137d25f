/** Why the engine rejects a request; the vendor adds its own text and form. */
export type Refusal =
  | { readonly kind: "no-such-path"; readonly path: string }
  | {
      readonly kind: "method-not-allowed";
      readonly method: string;
      readonly allowed: readonly string[];
    }
  | { readonly kind: "bad-request"; readonly message: string }
  | { readonly kind: "no-credential" }
  | { readonly kind: "bad-credential" }
  /** The credential has none of the permissions of which the operation needs one. */
  | { readonly kind: "not-permitted"; readonly permissions: readonly string[] }
  | ({ readonly kind: "bad-parameter" } & ParameterProblem)
  | {
      readonly kind: "too-many-requests";
      /** Undefined if it isn't one of the sandbox's limits. */
      readonly limit: number | undefined;
      /** The header's value: seconds, or any value that a fault sets. */
      readonly retryAfter: string | undefined;
    }
  | { readonly kind: "body-too-large"; readonly limitBytes: number }
  | { readonly kind: "broken"; readonly message: string };

export interface ParameterProblem {
  readonly parameter: string;
  readonly reason: "missing" | "undeclared" | "date" | "value";
  /** The value that was sent; undefined if there was none. */
  readonly value: string | undefined;
  /** The contract's requirement: `must be <= 1000`. */
  readonly message: string;
}
