import type { ChargeBasis } from "./charge.js";

/** How a vendor's responses become charges; generated from the contract's `x-billkit-charges`. */
export interface ChargesDefinition {
  readonly vendor: string;
  readonly contract: string;
  /** The client's property that has an operation's method, by operation id. */
  readonly operations: Readonly<Record<string, string>>;
  readonly views: readonly ViewDefinition[];
  /** Functions for anything that the table can't express, by the name that a view uses. */
  readonly rules?: Readonly<Record<string, ChargeRule>>;
}

/** One of a vendor's views of its money, read by one operation. */
export interface ViewDefinition extends CallDefinition {
  /** Which view of the vendor's money it is, as {@link Charge.view} explains. */
  readonly view: string;
  /** Calls that this one is repeated for, once per item, outermost first. */
  readonly each?: readonly LoopDefinition[];
  /**
   * Repeats the call with an argument that counts up from 0, until the response's period is before
   * the requested one.
   */
  readonly countUp?: {
    readonly argument: string;
    /** Pointer to the start of the response's period. */
    readonly start: string;
  };
  /** Polls again while the response has one of these values, by pointer. */
  readonly pending?: Readonly<Record<string, readonly string[]>>;
  /** Where the rows are: a JSON Pointer in which `*` is every item of a list. */
  readonly rows: string;
  /** A response with this many rows can be incomplete. */
  readonly maxRows?: number;
  readonly fields: ChargeFields;
  readonly amount?: AmountDefinition;
  readonly listAmount?: AmountDefinition;
  readonly unitPrice?: AmountDefinition;
  /** Names the rule that computes the amount. */
  readonly rule?: string;
  /** Where the currency of the rule's amount is. */
  readonly currency?: FieldValue;
  /** Only rows that match: values by pointer into the row. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** Rows that repeat other rows' amounts, by pointer into the row. They aren't charges. */
  readonly aggregates?: Readonly<Record<string, readonly string[]>>;
  /**
   * Rows contain others by name: `calls` contains everything that starts with `calls-`, so it is an
   * aggregate too.
   */
  readonly hierarchy?: { readonly at: string; readonly separator: string };
  /** Leaves out rows whose amount and quantity are zero, such as those of unused products. */
  readonly omitZero?: true;
  /** The vendor's own total. What the rows lack becomes a `residual` row. */
  readonly total?: VendorTotal;
  readonly basis: ChargeBasis;
  /** The service has only the current month and this many earlier ones; others aren't requested. */
  readonly recentMonths?: number;
  /**
   * Days after the end of the billing period until rows are final. If absent, invoiced rows are
   * final.
   */
  readonly finalAfterDays?: number;
  /** Views whose rows replace this one's, per account and billing period. */
  readonly supersededBy?: readonly string[];
}

/** A call of an operation. */
export interface CallDefinition {
  readonly operation: string;
  readonly arguments?: Readonly<Record<string, ArgumentValue>>;
}

/** Makes a view's call once per item of another operation's response. */
export interface LoopDefinition extends CallDefinition {
  /** The name by which values refer to the item. */
  readonly name: string;
  /** Where the items are, as in {@link ViewDefinition.rows}. */
  readonly items: string;
  /** Only items that match: values by pointer into the item. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** Only items whose instant here is in the requested period. */
  readonly within?: FieldValue;
}

/**
 * An argument that the caller supplies, and the environment variable that a command reads it from.
 */
export interface OptionValue {
  readonly option: string;
  readonly environment?: string;
}

/** The value of an argument. Strings, numbers, booleans and lists are constants. */
export type ArgumentValue =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly loop: string; readonly at: string }
  | OptionValue
  | {
      readonly period: "start" | "end";
      /** `unix` is in seconds, `month` is `2026-06`, `monthNumber` 1 to 12. */
      readonly as: "date" | "instant" | "unix" | "month" | "year" | "monthNumber";
      /** The end is the last one inside, such as the month's last day. */
      readonly inclusive?: true;
    };

/** Where a field's value is. A string is a JSON Pointer into the row. */
export type FieldValue =
  | string
  | { readonly constant: string }
  /** Pointer into the whole body. */
  | { readonly answer: string }
  /** Pointer into the item of the list around the row's. */
  | { readonly outer: string }
  /** Pointer into a loop's item. */
  | { readonly loop: string; readonly at: string }
  | OptionValue
  | { readonly period: "start" | "end" }
  /** The first that is there. */
  | { readonly first: readonly FieldValue[] }
  /** Replaces a value. What isn't in the table becomes `otherwise`, else stays. */
  | {
      readonly value: FieldValue;
      readonly map: Readonly<Record<string, string>>;
      readonly otherwise?: string;
    };

/** A charge's fields. An instant is a date, a month, a date and time, or Unix seconds. */
export interface ChargeFields {
  readonly accountId: FieldValue;
  readonly accountName?: FieldValue;
  readonly subAccountId?: FieldValue;
  /** `month`: the calendar month (UTC) of the charge period's start. */
  readonly billingPeriod: "month" | PeriodFields;
  /** Defaults to the billing period. */
  readonly chargePeriod?: PeriodFields;
  readonly category: FieldValue;
  readonly service: FieldValue;
  readonly item: FieldValue;
  readonly sku?: FieldValue;
  readonly description?: FieldValue;
  readonly invoiceId?: FieldValue;
  readonly quantity?: FieldValue;
  readonly unit?: FieldValue;
  readonly dimensions?: Readonly<Record<string, FieldValue>>;
}

/** A period. An end that is a month, a day or a last second (`23:59:59Z`) is included. */
export interface PeriodFields {
  readonly start: FieldValue;
  /** Defaults to one `length` after the start. */
  readonly end?: FieldValue;
  readonly length?: "day" | "month";
}

/** How a response contains an amount; generated from the field's `x-billkit-amount`. */
export interface AmountDefinition {
  readonly at: FieldValue;
  readonly currency: FieldValue;
  /**
   * `minor` is cents; the currency determines how many make one.
   * @default "major"
   */
  readonly unit?: "major" | "minor";
  /** A zero means that it isn't priced yet. */
  readonly zeroIsUnpriced?: true;
  /** Reverses the sign, as for a discount that is sent as a positive number. */
  readonly negate?: true;
}

/** The total that a vendor sends beside its rows. */
export interface VendorTotal {
  /** Rows that match, by pointer into the row; their amount is the total. */
  readonly rows?: Readonly<Record<string, readonly string[]>>;
  /** Otherwise where the total is, such as in the body or in a loop's item. */
  readonly value?: FieldValue;
  /** The total covers the rows that agree in these fields. */
  readonly by?: readonly FieldValue[];
}

/** Computes what a table can't express. */
export type ChargeRule = (input: RuleInput) => RuleResult;

/** The input of a rule. */
export interface RuleInput {
  /** The text, or the number with all its digits, at a pointer into the row. */
  readonly row: (pointer: string) => string | undefined;
  /** The same for a pointer into the whole body. */
  readonly answer: (pointer: string) => string | undefined;
  /** Exact arithmetic on decimal text. */
  readonly math: Arithmetic;
}

/** What a rule returns; without an amount the row is unpriced. */
export interface RuleResult {
  readonly amount?: string;
  /** How the amount was computed, with its figures. */
  readonly formula?: string;
}

/** Exact decimal arithmetic. Each function throws a TypeError for text that isn't a decimal. */
export interface Arithmetic {
  isDecimal(text: string | undefined): text is string;
  add(a: string, b: string): string;
  subtract(a: string, b: string): string;
  multiply(a: string, b: string): string;
  /** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
  compare(a: string, b: string): number;
}
