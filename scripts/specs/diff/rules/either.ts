import { major, minor, patch } from "./rule.js";

/** What is rated alike in requests and answers, and what concerns neither. */
export const eitherRules = {
  "type-removed": major(
    "The name of a schema is gone or another",
    "code that imports the type no longer compiles",
  ),
  "type-added": minor("A new name of a schema", "a further type is exported"),
  "discriminator-changed": major(
    "Another `discriminator` of a union",
    "its alternatives are told apart in another way",
  ),
  "field-deprecated": minor("A field or type is deprecated", "editors strike it through"),
  "field-reinstated": patch("A field or type is no longer deprecated", "a warning goes away"),
  "field-access-noted": minor(
    "A field of an answer becomes read-only or is no longer; one of a request becomes write-only or is no longer",
    "its value is what it was",
  ),
  "number-format-changed": patch("Another format of a number", "JavaScript has one kind of number"),
  "union-respelled": patch(
    "`oneOf` in place of `anyOf`, or the other way round",
    "the generated type is the same union",
  ),
  "prose-changed": patch(
    "A description, summary, title, example or comment",
    "what it describes works as before",
  ),
  "order-changed": patch(
    "Parameters, tags or enum members in another order",
    "each is known by its name",
  ),
  "extension-changed": patch(
    "An extension that is not the project's",
    "nothing generated reads it",
  ),
  "not-understood": major(
    "Something changed that the comparison does not understand, such as `not`, `if`, `patternProperties` or an unknown keyword",
    "what users feel is for a person to judge",
  ),
} as const;
