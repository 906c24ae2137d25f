import type { ChargeBasis } from "./charge.js";

/** How a vendor's answers become charges; generated from the contract's `x-billkit-charges`. */
export interface ChargesDefinition {
  readonly vendor: string;
  readonly contract: string;
  /** The client's property that has an operation's method, by operation id. */
  readonly operations: Readonly<Record<string, string>>;
  readonly views: readonly ViewDefinition[];
  /** Functions for what no table expresses, by the name that a view uses. */
  readonly rules?: Readonly<Record<string, ChargeRule>>;
}

/** One of a vendor's views of its money, read by one operation. */
export interface ViewDefinition extends CallDefinition {
  /** Which view of the vendor's money it is, as {@link Charge.view} explains. */
  readonly view: string;
  /** Calls whose items this one is made for, outermost first. */
  readonly each?: readonly LoopDefinition[];
  /** Calls again with an argument counted up from 0, until the answer's period is before the one asked for. */
  readonly countUp?: {
    readonly argument: string;
    /** Pointer to the start of the answer's period. */
    readonly start: string;
  };
  /** Asks again while the answer has one of the values, by pointer into it. */
  readonly pending?: Readonly<Record<string, readonly string[]>>;
  /** Where rows stand: a JSON Pointer in which `*` is every item of a list. */
  readonly rows: string;
  /** An answer with so many rows may lack others. */
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
  /** Rows that repeat the money of others, by pointer into the row. They aren't charges. */
  readonly aggregates?: Readonly<Record<string, readonly string[]>>;
  /** Rows contain others by name: `calls` all that begins with `calls-`. Those are aggregates too. */
  readonly hierarchy?: { readonly at: string; readonly separator: string };
  /** Leaves out rows whose amount and quantity are zero, such as of what isn't used. */
  readonly omitZero?: true;
  /** The vendor's own total. What rows lack of it becomes a row `residual`. */
  readonly total?: VendorTotal;
  readonly basis: ChargeBasis;
  /** The service has only the current month and so many before it; others aren't asked for. */
  readonly recentMonths?: number;
  /** Days after the billing period's end from which rows are final. Absent: invoiced rows are. */
  readonly finalAfterDays?: number;
  /** Views whose rows replace this one's, per account and billing period. */
  readonly supersededBy?: readonly string[];
}

/** A call of an operation. */
export interface CallDefinition {
  readonly operation: string;
  readonly arguments?: Readonly<Record<string, ArgumentValue>>;
}

/** Makes a view's call once per item of another operation's answer. */
export interface LoopDefinition extends CallDefinition {
  /** By this name, values refer to the item. */
  readonly name: string;
  /** Where items stand, as {@link ViewDefinition.rows}. */
  readonly items: string;
  /** Only items that match: values by pointer into the item. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** Only items whose instant here is in the period asked for. */
  readonly within?: FieldValue;
}

/** What the caller has to know, and the environment variable that a command takes it from. */
export interface OptionValue {
  readonly option: string;
  readonly environment?: string;
}

/** What an argument is sent as. Texts, numbers, booleans and lists are constants. */
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

/** Where a field's value is. A text is a JSON Pointer into the row. */
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
  /** Absent: the billing period. */
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

/** A period. An end that is a month, a day or a last second (`23:59:59Z`) lies inside it. */
export interface PeriodFields {
  readonly start: FieldValue;
  /** Absent: one `length` after the start. */
  readonly end?: FieldValue;
  readonly length?: "day" | "month";
}

/** How an amount stands in an answer; generated from the field's `x-billkit-amount`. */
export interface AmountDefinition {
  readonly at: FieldValue;
  readonly currency: FieldValue;
  /** `minor` is cents; the currency says how many make one. @default "major" */
  readonly unit?: "major" | "minor";
  /** A zero means that it isn't priced yet. */
  readonly zeroIsUnpriced?: true;
  /** Reverses the sign, such as of a discount that is sent as a positive number. */
  readonly negate?: true;
}

/** The total that a vendor sends beside its rows. */
export interface VendorTotal {
  /** In rows that match, by pointer into the row: their amount is the total. */
  readonly rows?: Readonly<Record<string, readonly string[]>>;
  /** Else it is here, such as in the body or in a loop's item. */
  readonly value?: FieldValue;
  /** It is of rows that agree in these. */
  readonly by?: readonly FieldValue[];
}

/** Computes what a table can't express. */
export type ChargeRule = (input: RuleInput) => RuleResult;

/** What a rule is given. */
export interface RuleInput {
  /** The text, or the number with all its digits, at a pointer into the row. */
  readonly row: (pointer: string) => string | undefined;
  /** The same in the whole body. */
  readonly answer: (pointer: string) => string | undefined;
  /** Exact arithmetic on decimal text. */
  readonly math: Arithmetic;
}

/** What a rule returns; without an amount the row is unpriced. */
export interface RuleResult {
  readonly amount?: string;
  /** How the amount was made, with its figures. */
  readonly formula?: string;
}

/** Exact decimal arithmetic. Each throws a TypeError for what isn't decimal text. */
export interface Arithmetic {
  isDecimal(text: string | undefined): text is string;
  add(a: string, b: string): string;
  subtract(a: string, b: string): string;
  multiply(a: string, b: string): string;
  /** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
  compare(a: string, b: string): number;
}
