import { major, minor } from "./rule.js";

/** Schemas of what comes back: results and errors. */
export const responseRules = {
  "response-type-changed": major("Another type, in either direction", "code that reads it breaks"),
  "response-form-added": major(
    "A new alternative of a union, or a further type",
    "code that reads it meets what it does not know",
  ),
  "response-form-removed": minor(
    "An alternative of a union, or a type of a list of types, is gone",
    "code for it is never reached",
  ),
  "response-values-removed": major(
    "An alternative of listed values is gone, and no other is of their type",
    "code that compares with them no longer compiles",
  ),
  "response-field-removed": major("A field is gone or renamed", "code that reads it breaks"),
  "response-field-added": minor("A new field", "there is more to read"),
  "response-field-optional": major(
    "A required field is optional",
    "code that reads it may find nothing",
  ),
  "response-field-required": minor(
    "An optional field is required",
    "code for its absence is never reached",
  ),
  "response-field-write-only": major(
    "A field becomes write-only",
    "code that reads it finds nothing",
  ),
  "response-field-readable": minor("A field is no longer write-only", "it can be read"),
  "response-null-added": major("Null can come", "code that reads it may meet null"),
  "response-null-removed": minor("Null no longer comes", "code for null is never reached"),
  "response-enum-member-added": minor(
    "A new member of an enum",
    "enums of answers are open, so code has a place for what it does not know",
  ),
  "response-enum-member-removed": minor(
    "A member of an enum is gone or renamed",
    "code that compares with it still compiles",
  ),
  "response-enum-listed": minor(
    "The values of a field are listed that were not, or are no longer",
    "enums of answers are open, so any value was and is allowed",
  ),
  "response-closed-value-added": major(
    "A new value of what tells the alternatives of a union apart, or of a constant",
    "such values are closed, so code meets what it does not know",
  ),
  "response-closed-value-removed": minor(
    "A value is gone of what tells the alternatives of a union apart, or of a constant",
    "code for it is never reached",
  ),
  "response-range-loosened": minor(
    "A range is wider: a bound, length, number of items, `multipleOf`, `uniqueItems`, or a pattern or format is gone",
    "values beyond the old range may come",
  ),
  "response-range-tightened": minor(
    "A range is tighter, or a pattern or format is new",
    "what comes was allowed before",
  ),
  "response-pattern-changed": minor("Another pattern", "no code is typed by it"),
  "response-format-changed": major(
    "Another format of a string, such as `date` that becomes `date-time`",
    "code that parses it breaks",
  ),
  "response-default-changed": major(
    "A default is another, new or gone",
    "its absence means something else",
  ),
  "response-map-closed": minor(
    "An object has no fields but the declared ones",
    "there are no others to read",
  ),
  "response-map-opened": minor(
    "An object has fields besides the declared ones",
    "there is more to read",
  ),
} as const;
