/**
 * Which major changes types can show. `always`: code written for the old package no longer compiles.
 * `sometimes`: it depends on what the change is made of, and the judge does not insist. `never`: it
 * is felt when the code runs. A rule that is not here is held to be of the last kind; a test names
 * every major rule.
 */
export const visibility: Readonly<Record<string, "always" | "sometimes" | "never">> = {
  "class-renamed": "always",
  "type-removed": "always",
  "operation-removed": "always",
  "operation-moved": "always",
  "operation-tag-changed": "always",
  "parameter-removed": "always",
  "required-parameter-added": "always",
  "parameter-required": "always",
  "parameter-place-changed": "always",
  "body-removed": "always",
  "required-body-added": "always",
  "body-required": "always",
  "request-form-removed": "always",
  "request-field-removed": "always",
  "required-request-field-added": "always",
  "request-field-required": "always",
  "request-null-removed": "always",
  "request-enum-member-removed": "always",
  "request-enum-closed": "always",
  "response-values-removed": "always",
  "response-field-removed": "always",
  "response-field-optional": "always",
  "response-null-added": "always",
  "result-removed": "always",

  // Integer and number are one type; from a type to anything is none for who sends.
  "request-type-changed": "sometimes",
  "response-type-changed": "sometimes",
  // A new form may look like one that was there.
  "response-form-added": "sometimes",
  "response-closed-value-added": "sometimes",
  "result-widened": "sometimes",
  "success-status-removed": "sometimes",
  "discriminator-changed": "sometimes",
  "request-map-closed": "sometimes",
  "not-understood": "sometimes",

  "parameter-style-changed": "never",
  "request-media-type-removed": "never",
  "success-media-type-removed": "never",
  "request-field-read-only": "never",
  "response-field-write-only": "never",
  "request-range-tightened": "never",
  "request-pattern-changed": "never",
  "request-format-changed": "never",
  "response-format-changed": "never",
  "request-default-changed": "never",
  "response-default-changed": "never",
  "server-changed": "never",
  "scope-changed": "never",
  "permission-required": "never",
  "security-scheme-changed": "never",
  "credential-placement-changed": "never",
  "credential-environment-changed": "never",
  "error-form-removed": "never",
  "request-id-header-changed": "never",
};
