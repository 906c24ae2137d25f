/** Whether code written for the old package stops compiling after a major change. */
export type Visibility = "always" | "sometimes" | "never";

/** How one kind of change is rated. */
export interface Rule {
  readonly level: "major" | "minor" | "patch";
  /** What users notice; a change's message ends with it. */
  readonly why: string;
  readonly compiler: Visibility;
}

/** @param compiler `sometimes`: it depends on the types involved, so the compiler check is optional */
const major = (why: string, compiler: Visibility = "never"): Rule => ({
  level: "major",
  why,
  compiler,
});
const minor = (why: string): Rule => ({ level: "minor", why, compiler: "never" });
const patch = (why: string): Rule => ({ level: "patch", why, compiler: "never" });

/** The rating of every kind of change, in the order of docs/spec-changes.md. */
export const rules = {
  // Operations, parameters, bodies and responses
  "operation-removed": major("calls to it no longer compile", "always"),
  "operation-added": minor("existing operations stay the same"),
  "operation-moved": major("stubs, recordings and allow lists know the old address", "always"),
  "operation-tag-changed": major("the method moves to another class", "always"),
  "operation-deprecated": minor("editors strike through calls to it"),
  "operation-reinstated": patch("a warning goes away"),
  "parameter-removed": major("calls that pass it no longer compile", "always"),
  "parameter-added": minor("calls can omit it"),
  "required-parameter-added": major("every call has to pass it", "always"),
  "parameter-required": major("calls that omit it no longer compile", "always"),
  "parameter-optional": minor("calls can omit it"),
  "parameter-place-changed": major("stubs and the raw client know the old place", "always"),
  "parameter-style-changed": major("the same value is serialized differently"),
  "parameter-deprecated": minor("editors strike it through"),
  "parameter-reinstated": patch("a warning goes away"),
  "body-removed": major("calls that pass it no longer compile", "always"),
  "body-added": minor("calls can omit it"),
  "required-body-added": major("every call has to pass it", "always"),
  "body-required": major("calls that omit it no longer compile", "always"),
  "body-optional": minor("calls can omit it"),
  "request-media-type-removed": major("the body is sent in another format"),
  "request-media-type-added": minor("the existing formats still work"),
  "success-status-replaced": major(
    "code that expects the old status or its body breaks",
    "sometimes",
  ),
  "success-status-removed": major("its result is no longer declared", "sometimes"),
  "success-status-added": minor("the type of the result stays the same"),
  "result-widened": major("code has to tell the two results apart", "sometimes"),
  "result-removed": major("there is no result left to read", "always"),
  "result-added": minor("there is more to read"),
  "success-media-type-removed": major("the response comes in another format"),
  "success-media-type-added": minor("the existing formats still work"),
  "media-type-respelled": patch("the response is parsed as before"),
  "error-status-added": patch("the status was an error of its class before"),
  "error-status-removed": patch("the status is an error of its class without it"),
  "error-media-type-changed": patch("an error's body is read whatever its media type"),
  "response-header-changed": patch("no result is typed by it"),
  // Requests
  "request-type-changed": major("calls have to pass another type", "sometimes"),
  "request-form-removed": major("calls that pass it no longer compile", "always"),
  "request-form-added": minor("existing calls stay valid"),
  "request-field-removed": major("calls that pass it no longer compile", "always"),
  "request-field-added": minor("calls can omit it"),
  "required-request-field-added": major("every call has to pass it", "always"),
  "request-field-required": major("calls that omit it no longer compile", "always"),
  "request-field-optional": minor("calls can omit it"),
  "request-field-read-only": major("it can no longer be set"),
  "request-field-writable": minor("it can be set"),
  "request-null-removed": major("calls that pass null no longer compile", "sometimes"),
  "request-null-added": minor("existing calls stay valid"),
  "request-enum-member-removed": major("calls that pass it no longer compile", "always"),
  "request-enum-member-added": minor("existing calls stay valid"),
  "request-enum-closed": major("calls that pass another value no longer compile", "always"),
  "request-enum-opened": minor("existing calls stay valid"),
  "request-range-tightened": major("calls with values outside it are rejected"),
  "request-range-loosened": minor("existing calls stay valid"),
  "request-pattern-changed": major("calls with values that only the old one matches are rejected"),
  "request-format-changed": major("calls that pass the old format are rejected"),
  "request-default-changed": major("a call that omits it means something else"),
  "request-map-closed": major("calls that pass other fields are rejected", "sometimes"),
  "request-map-opened": minor("existing calls stay valid"),
  // Responses
  "response-type-changed": major("code that reads it breaks", "sometimes"),
  "response-form-added": major("code that reads it meets an unknown alternative", "sometimes"),
  "response-form-removed": minor("code for it is never reached"),
  "response-values-removed": major("code that compares with them no longer compiles", "always"),
  "response-field-removed": major("code that reads it breaks", "always"),
  "response-field-added": minor("there is more to read"),
  "response-field-optional": major("code that reads it may find nothing", "always"),
  "response-field-required": minor("code for its absence is never reached"),
  "response-field-write-only": major("code that reads it finds nothing"),
  "response-field-readable": minor("it can be read"),
  "response-null-added": major("code that reads it may meet null", "always"),
  "response-null-removed": minor("code for null is never reached"),
  "response-enum-member-added": minor("enums in responses are open: code already handles others"),
  "response-enum-member-removed": minor("code that compares with it still compiles"),
  "response-enum-listed": minor("enums in responses are open: any value was and is allowed"),
  "response-closed-value-added": major("code meets a value it doesn't know", "sometimes"),
  "response-closed-value-removed": minor("code for it is never reached"),
  "response-range-loosened": minor("values outside the old range can come"),
  "response-range-tightened": minor("every value was allowed before"),
  "response-pattern-changed": minor("no code is typed by it"),
  "response-format-changed": major("code that parses it breaks"),
  "response-default-changed": major("its absence means something else"),
  "response-map-closed": minor("there are no other fields to read"),
  "response-map-opened": minor("there is more to read"),
  // Both, or neither
  "type-removed": major("code that imports the type no longer compiles", "always"),
  "type-added": minor("one more type is exported"),
  "discriminator-changed": major("its alternatives are told apart in another way", "sometimes"),
  "field-deprecated": minor("editors strike it through"),
  "field-reinstated": patch("a warning goes away"),
  "field-access-noted": minor("its value stays the same"),
  "number-format-changed": patch("JavaScript has one number type"),
  "union-respelled": patch("the generated type is the same union"),
  "prose-changed": patch("behavior stays the same"),
  "order-changed": patch("each is known by its name"),
  "extension-changed": patch("nothing generated reads it"),
  "not-understood": major("no rule covers it, so a person has to decide", "sometimes"),
  "code-breaks": major("code written for the old package no longer compiles"),
  // The service
  "class-renamed": major("code that imports the class no longer compiles", "always"),
  "server-changed": major("requests and credentials go elsewhere"),
  "scope-changed": major("an existing credential may not be enough"),
  "permission-required": major("an account that was allowed may be refused"),
  "permission-accepted": minor("every account that was allowed still is"),
  "security-scheme-changed": major("the credential is obtained or sent differently"),
  "credential-placement-changed": major("the credential is sent differently"),
  "credential-environment-changed": major("a credential in the old variable is not found"),
  "credential-environment-added": minor("the credential can be read from it"),
  "error-form-removed": major("errors of that form lose their code, message, request id or wait"),
  "error-form-added": minor("errors of that form gain a code, message, request id or wait"),
  "request-id-header-changed": major("code that reads the request id finds another or none"),
  "request-id-header-added": minor("the request id can be read"),
  "rate-headers-changed": minor("rate limits are learned from other headers, or no longer"),
  "reference-changed": patch("only the reference pages show it"),
  "metadata-changed": patch("nothing generated shows it"),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;
