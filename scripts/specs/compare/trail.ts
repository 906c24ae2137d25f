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
  /** Whether several methods can share it. */
  readonly isShared: boolean;
}

/** Where schemas begin: an operation's part, or a type that no operation uses. */
export const trails = {
  parameter: (name: string, operation: string): Trail =>
    inner({ side: "request", isShared: true }, `\`${name}\` of ${operation}`),
  body: (operation: string): Trail =>
    inner({ side: "request", isShared: true }, `the body of ${operation}`),
  result: (operation: string): Trail => {
    const subject = `the result of ${operation}`;
    return { side: "response", subject, within: `of ${operation}`, isShared: true };
  },
  errors: (operation: string): Trail =>
    inner({ side: "response", isShared: true }, `the errors of ${operation}`),
  type: (name: string): Trail => {
    const [subject, within] = [`the type ${name}`, `of the type ${name}`];
    return { side: "response", subject, within, named: name, isShared: false };
  },
};

/** A part of a value that is called `subject`. */
export function inner(from: Omit<Trail, "subject" | "within">, subject: string): Trail {
  return { ...from, subject, within: `in ${subject}` };
}

export function fieldOf(trail: Trail, name: string): Trail {
  return inner(trail, `\`${name}\` ${trail.within}`);
}
