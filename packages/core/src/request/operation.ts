import type { Shape } from "../response/shape.js";
import type { ArgumentSchema } from "./argument-schema.js";

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
  /** Absent: requests have no body. */
  readonly body?: BodyDefinition;
  /**
   * What a 2xx holds: JSON of this shape, or the body as a string or an ArrayBuffer. Absent: nothing is
   * declared, and a call resolves to `undefined`.
   */
  readonly result?: Shape | "text" | "bytes";
  /** 2xx statuses that are declared without a body; such a call resolves to `undefined`. */
  readonly bodiless?: readonly number[];
  /** The `Accept` header. @default "application/json" */
  readonly accept?: string;
}

/** One parameter of an operation, and the values it takes. */
export interface ParameterDefinition extends ArgumentSchema {
  /** Where it goes. */
  readonly in: "path" | "query" | "header";
  readonly required?: true;
  /** How an array or object is written in the query (OpenAPI 3.1, 4.8.12). @default "form" */
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  /** False: an array or object is one parameter, not one per member. @default true */
  readonly explode?: false;
}

/** The body of an operation's requests. */
export interface BodyDefinition {
  /** JSON, or `application/x-www-form-urlencoded`. */
  readonly mediaType: string;
  readonly required?: true;
  /** Checked before it is sent. @default "json" */
  readonly shape?: Shape;
}
