/** Whether a schema is sent or returned: different changes break each. */
export type Direction = "request" | "response";

/** The way from an operation to a part of one of its schemas, in users' words. */
export interface Trail {
  readonly side: Direction;
  /** What the value is called: "`dollars` in each of `results` of getBillingBreakdown". */
  readonly subject: string;
  /** What follows the name of a part of it: "in `dollars` in …". */
  readonly within: string;
  /** The innermost named schema on the way. */
  readonly named?: string | undefined;
}

export function trailOf(side: Direction, subject: string, within = `in ${subject}`): Trail {
  return { side, subject, within };
}

/** A part of a value that is called `subject`. */
export function inner(trail: Trail, subject: string): Trail {
  return { ...trail, subject, within: `in ${subject}` };
}
