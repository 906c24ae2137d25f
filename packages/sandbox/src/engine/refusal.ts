/** Why the engine does not pass a request on; the vendor gives it its own words and form. */
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
      /** Undefined where it is not a limit of the sandbox's that refuses. */
      readonly limit: number | undefined;
      /** The header's value: seconds, or whatever a fault has there. */
      readonly retryAfter: string | undefined;
    }
  | { readonly kind: "body-too-large"; readonly limitBytes: number }
  | { readonly kind: "broken"; readonly message: string };

export interface ParameterProblem {
  readonly parameter: string;
  readonly reason: "missing" | "undeclared" | "date" | "value";
  /** What was sent; undefined where nothing was. */
  readonly value: string | undefined;
  /** What the contract asks for: `must be <= 1000`. */
  readonly message: string;
}
