import type { Bytes } from "../response/answer.js";
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
  /** The JSON that a 2xx contains. */
  readonly result?: Shape;
  /** How a 2xx that isn't JSON is read. Without `result` and `read`, a call resolves to `undefined`. */
  readonly read?: ReadBody;
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
  /** Absent: repeated keys, as style "form" writes them. */
  readonly serialize?: SerializeQuery;
}

/** Writes a parameter of the query, e.g. `styledQuery`. */
export type SerializeQuery = (
  operation: string,
  name: string,
  value: unknown,
  definition: ParameterDefinition,
) => string;

/** Writes a body: `jsonBody` or `formBody`. */
export type SerializeBody = (operation: string, body: unknown, shape: Shape) => string;

/**
 * Reads a body that isn't JSON: `textBody` or `bytesBody`.
 * @returns undefined if it can't be read
 */
export type ReadBody = (bytes: Bytes, headers: Headers) => unknown;

/** The body of an operation's requests. */
export interface BodyDefinition {
  readonly mediaType: string;
  readonly serialize: SerializeBody;
  readonly required?: true;
  /** Checked before it is sent. @default "json" */
  readonly shape?: Shape;
}
