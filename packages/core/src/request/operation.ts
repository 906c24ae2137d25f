import type { Shape } from "../response/shape.js";
import type { ValueRule } from "./argument-schema.js";

/** One operation of a contract; generated, one constant each. */
export interface OperationDefinition {
  /** The method's name, e.g. `listBalances`. */
  readonly id: string;
  /** HTTP method in capitals. */
  readonly method: string;
  /** Path template, e.g. `/v1/projects/{project_id}/balances`. */
  readonly path: string;
  /** By the parameter's name on the wire. */
  readonly parameters: Readonly<Record<string, ParameterDefinition>>;
  /** Absent: a request has none. */
  readonly body?: BodyDefinition;
  /** The JSON body of a 2xx; absent: none is declared, and a call resolves to `undefined`. */
  readonly result?: Shape;
}

/** One parameter of an operation, and what it may be. */
export interface ParameterDefinition extends ValueRule {
  /** Where it goes. */
  readonly in: "path" | "query" | "header";
  /** A call without it is refused. */
  readonly required?: true;
}

/** The body of an operation's requests. */
export interface BodyDefinition {
  /** JSON, or `application/x-www-form-urlencoded`. */
  readonly mediaType: string;
  /** A call without it is refused. */
  readonly required?: true;
  /** What is checked before it is sent. @default "json" */
  readonly shape?: Shape;
}
