import { major, minor, patch } from "./rule.js";

/** Operations, their parameters, bodies and answers. */
export const operationRules = {
  "operation-removed": major("An operation is gone or renamed", "calls of it no longer compile"),
  "operation-added": minor("A new operation", "nothing that is there changes"),
  "operation-moved": major(
    "Another HTTP method or path under the same operation id",
    "stubs, recordings, allow lists and the raw client know the old address",
  ),
  "operation-tag-changed": major(
    "An operation has another tag",
    "the method is on another class and property",
  ),
  "operation-deprecated": minor("An operation is deprecated", "editors strike its calls through"),
  "operation-reinstated": patch("An operation is no longer deprecated", "a warning goes away"),
  "parameter-removed": major(
    "A parameter is gone or renamed",
    "calls that pass it no longer compile",
  ),
  "parameter-added": minor("A new optional parameter", "calls may leave it out"),
  "required-parameter-added": major("A new required parameter", "every call has to pass it"),
  "parameter-required": major(
    "An optional parameter is required",
    "calls that leave it out no longer compile",
  ),
  "parameter-optional": minor("A required parameter is optional", "calls may leave it out"),
  "parameter-place-changed": major(
    "A parameter goes in another part of the request (path, query, header)",
    "stubs and the raw client know the old place",
  ),
  "parameter-style-changed": major(
    "Another `style`, `explode` or `allowReserved` of a parameter",
    "the same value is sent in another form",
  ),
  "parameter-deprecated": minor("A parameter is deprecated", "editors strike it through"),
  "parameter-reinstated": patch("A parameter is no longer deprecated", "a warning goes away"),
  "body-removed": major("The request's body is gone", "calls that pass it no longer compile"),
  "body-added": minor("A new optional body", "calls may leave it out"),
  "required-body-added": major("A new required body", "every call has to pass it"),
  "body-required": major(
    "An optional body is required",
    "calls that leave it out no longer compile",
  ),
  "body-optional": minor("A required body is optional", "calls may leave it out"),
  "request-media-type-removed": major(
    "A media type of the request's body is gone",
    "the body is sent in another form",
  ),
  "request-media-type-added": minor(
    "A new media type of the request's body",
    "the forms that were taken still are",
  ),
  "success-status-removed": major(
    "A success status is gone",
    "what an answer with it gave is no longer declared",
  ),
  "success-status-added": minor(
    "A new success status whose result is one of those that were there",
    "the type of the result stays the same",
  ),
  "result-widened": major(
    "A new success status with a result of another type",
    "code that reads the result has to tell the two apart",
  ),
  "result-removed": major("A success no longer has a JSON body", "there is nothing left to read"),
  "result-added": minor("A success has a JSON body that had none", "there is more to read"),
  "success-media-type-removed": major(
    "A media type other than JSON of a success is gone",
    "the answer comes in another form",
  ),
  "success-media-type-added": minor(
    "A new media type other than JSON of a success",
    "the forms that were there still are",
  ),
  "media-type-respelled": patch("JSON under another media type", "the answer is parsed as before"),
  "error-status-added": patch(
    "A new error status",
    "every status was an error of its class before",
  ),
  "error-status-removed": patch(
    "An error status is gone",
    "every status is an error of its class with or without it",
  ),
  "error-media-type-changed": patch(
    "A media type of an error is gone or new",
    "an error's body is read whatever it is declared to be",
  ),
  "response-header-changed": patch(
    "The headers or links of an answer",
    "no result is typed by them",
  ),
} as const;
