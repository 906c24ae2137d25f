/** What an error tells of the request that failed. */
export interface RequestDetails {
  /** HTTP method. */
  readonly method: string;
  /** The address's path as it was requested, without the query. */
  readonly path: string;
  /** How many requests were made. */
  readonly attempts: number;
}

/** What an error tells of the answer. */
export interface AnswerDetails extends RequestDetails {
  /** HTTP status. */
  readonly status: number;
  /** The service's own id of the request, from a header or the body. */
  readonly requestId: string | undefined;
  /**
   * The parsed JSON, or the text, up to 32 MiB; the credential, if the service echoes it, is cut out.
   */
  readonly body: unknown;
  /** Lower-case names; without cookies and credentials. */
  readonly headers: Readonly<Record<string, string>>;
}
