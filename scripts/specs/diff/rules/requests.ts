import { major, minor } from "./rule.js";

/** Schemas of what is sent: parameters and bodies. */
export const requestRules = {
  "request-type-changed": major(
    "Another type, in either direction",
    "calls have to pass another type",
  ),
  "request-form-removed": major(
    "An alternative of a union, or a type of a list of types, is gone",
    "calls that pass it no longer compile",
  ),
  "request-form-added": minor(
    "A new alternative of a union, or a further type",
    "what was passed still can be",
  ),
  "request-field-removed": major(
    "A field is gone or renamed",
    "calls that pass it no longer compile",
  ),
  "request-field-added": minor("A new optional field", "calls may leave it out"),
  "required-request-field-added": major("A new required field", "every call has to pass it"),
  "request-field-required": major(
    "An optional field is required",
    "calls that leave it out no longer compile",
  ),
  "request-field-optional": minor("A required field is optional", "calls may leave it out"),
  "request-field-read-only": major("A field becomes read-only", "it can no longer be set"),
  "request-field-writable": minor("A field is no longer read-only", "it can be set"),
  "request-null-removed": major(
    "Null is no longer allowed",
    "calls that pass null no longer compile",
  ),
  "request-null-added": minor("Null is allowed besides", "what was passed still can be"),
  "request-enum-member-removed": major(
    "A member of an enum is gone or renamed",
    "calls that pass it no longer compile",
  ),
  "request-enum-member-added": minor("A new member of an enum", "what was passed still can be"),
  "request-enum-closed": major(
    "Any value was allowed, now those of an enum or constant are",
    "calls that pass another value no longer compile",
  ),
  "request-enum-opened": minor(
    "The values of an enum or constant were allowed, now any value is",
    "what was passed still can be",
  ),
  "request-range-tightened": major(
    "A range is tighter: a bound, length, number of items, `multipleOf`, `uniqueItems`, or a pattern or format where there was none",
    "calls that pass what is now outside it are refused",
  ),
  "request-range-loosened": minor(
    "A range is wider, or a pattern or format is gone",
    "what was passed still can be",
  ),
  "request-pattern-changed": major(
    "Another pattern",
    "calls may pass what the old one took and the new one refuses",
  ),
  "request-format-changed": major(
    "Another format of a string, such as `date` that becomes `date-time`",
    "calls that pass the old format are refused",
  ),
  "request-default-changed": major(
    "A default is another, new or gone",
    "a call that leaves it out means something else",
  ),
  "request-map-closed": major(
    "An object takes no fields but the declared ones",
    "calls that pass others are refused",
  ),
  "request-map-opened": minor(
    "An object takes fields besides the declared ones",
    "what was passed still can be",
  ),
} as const;
