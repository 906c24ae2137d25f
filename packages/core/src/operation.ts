/** One operation of a contract; generated, one constant each. */
export interface OperationDefinition {
  readonly id: string;
  /** HTTP method in capitals. */
  readonly method: string;
  /** Path template, e.g. `/v1/projects/{project_id}/balances`. */
  readonly path: string;
  /** By the parameter's name on the wire. */
  readonly parameters: Readonly<Record<string, ParameterDefinition>>;
  readonly body?: { readonly mediaType: string; readonly required?: true };
  /** A 2xx has a JSON body; absent: none is declared, and a call resolves to `undefined`. */
  readonly result?: "json";
}

/** One parameter of an operation. */
export interface ParameterDefinition {
  readonly in: "path" | "query" | "header";
  readonly required?: true;
}
