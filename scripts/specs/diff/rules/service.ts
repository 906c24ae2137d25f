import { major, minor, patch } from "./rule.js";

/** The service as a whole: where it is, who may call it, and its traits (`x-billkit-*`). */
export const serviceRules = {
  "class-renamed": major(
    "Another `x-billkit-class`",
    "code that imports the class no longer compiles",
  ),
  "server-changed": major("Another server", "requests and credentials go elsewhere"),
  "scope-changed": major(
    "Other OAuth scopes or security requirements of an operation",
    "a credential that was enough may no longer be",
  ),
  "permission-required": major(
    "`x-billkit-permissions` loses one of the permissions that are enough, or is new",
    "an account that was allowed may no longer be",
  ),
  "permission-accepted": minor(
    "`x-billkit-permissions` gains a permission that is enough, or is gone",
    "an account that was allowed still is",
  ),
  "security-scheme-changed": major(
    "Another type, header or address of a security scheme",
    "the credential is got or sent in another way",
  ),
  "credential-placement-changed": major(
    "Another header or prefix in `x-billkit-credential`",
    "the credential is sent in another way",
  ),
  "credential-environment-changed": major(
    "Another environment variable in `x-billkit-credential`, or none",
    "a credential in the old variable is not found",
  ),
  "credential-environment-added": minor(
    "`x-billkit-credential` names an environment variable where it named none",
    "a credential can be found there",
  ),
  "error-form-removed": major(
    "A form of errors in `x-billkit-errors` is gone or another",
    "errors in it lose their code, message, request id or wait",
  ),
  "error-form-added": minor(
    "A new form of errors in `x-billkit-errors`, or more told by one",
    "errors in it gain a code, message, request id or wait",
  ),
  "request-id-header-changed": major(
    "Another header in `x-billkit-request-id`, or none",
    "code that reads the request id finds another or none",
  ),
  "request-id-header-added": minor(
    "`x-billkit-request-id` names a header where it named none",
    "the request id can be read",
  ),
  "rate-headers-changed": minor(
    "Other headers in `x-billkit-rate-headers`",
    "pacing learns its rate, and the log shows it, from others or no longer",
  ),
  "reference-changed": patch(
    "Another `x-billkit-reference`, the vendor's name of an operation",
    "only the reference pages show it",
  ),
  "metadata-changed": patch(
    "Version, license, contact or format version of the document; a name that nothing generated shows",
    "nothing generated shows it",
  ),
} as const;
