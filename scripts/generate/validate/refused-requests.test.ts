import { describe, expect, it } from "@jest/globals";
import { list, put, refusal, rename, type Refusal } from "../testing/awkward.js";

describe("requests that nothing can be generated from", () => {
  it.each<Refusal>([
    [
      "a path parameter that the path lacks",
      put("/components/parameters/AccountSid/name", "Other"),
      /the path holds \{AccountSid\}, which is no path parameter/,
    ],
    [
      "a cookie",
      put(`${list}/parameters/1/in`, "cookie"),
      /parameters in "cookie" are not supported/,
    ],
    [
      "a header of the client's own",
      put(`${list}/parameters/0/name`, "Authorization"),
      /set by the client itself; remove it in the overlay/,
    ],
    [
      "a path with a dot segment",
      rename("/paths/~12010-04-01~1Triggers~1{Sid}.json", "/../{Sid}"),
      /holds a dot segment/,
    ],
    [
      "a server without encryption",
      put("/servers/0/url", "http://example.com"),
      /must begin with https/,
    ],
    [
      "a server with a variable",
      put("/servers/0/url", "https://{region}.example.com"),
      /variables are not supported/,
    ],
    [
      "a server with a password",
      put("/servers/0/url", "https://a:b@example.com"),
      /must hold no user/,
    ],
    [
      "two media types of a body",
      put("/components/requestBodies/NewTrigger/content/text~1plain", {
        schema: { type: "string" },
      }),
      /must hold exactly one media type/,
    ],
    [
      "a field of a body that every object has",
      put("/components/schemas/NewTrigger/properties/constructor", { type: "string" }),
      /^contract\.yaml:\d+: #\/components\/schemas\/NewTrigger\/properties\/constructor: "constructor" is what every object has, so that no request can be typed with it/,
    ],
    [
      "such a field further in",
      (document) => {
        const schema = { type: "object", properties: { toString: { type: "string" } } };
        put("/components/schemas/Odd", schema)(document);
        const items = { anyOf: [{ type: "string" }, { $ref: "#/components/schemas/Odd" }] };
        put("/components/schemas/NewTrigger/properties/All", { type: "array", items })(document);
      },
      /Odd\/properties\/toString: "toString" is what every object has/,
    ],
    [
      "two security schemes",
      put("/components/securitySchemes/Second", { type: "http" }),
      /must hold exactly one scheme/,
    ],
    [
      "a parameter given twice",
      put(`${list}/parameters`, [
        { name: "after", in: "query", schema: { type: "string" } },
        { name: "after", in: "query", schema: { type: "string" } },
      ]),
      /the parameter "after" is given twice/,
    ],
    [
      "a parameter in no place",
      put(`${list}/parameters/1/in`, "coo\nkie"),
      /parameters in "coo\\u000akie" are not supported/,
    ],
    [
      "a path with an encoded dot segment",
      rename("/paths/~12010-04-01~1Triggers~1{Sid}.json", "/{Sid}/%2e%2E/x"),
      /holds a dot segment/,
    ],
    [
      "a path with a brace too many",
      rename("/paths/~12010-04-01~1Triggers~1{Sid}.json", "/{{Sid}}"),
      /holds a brace/,
    ],
    [
      "a path item that stands elsewhere",
      put("/paths/~12010-04-01~1Triggers~1{Sid}.json", { $ref: "#/components/pathItems/Trigger" }),
      /is not supported here/,
    ],
    [
      "a server with an empty fragment",
      put("/servers/0/url", "https://example.com#"),
      /must hold no user, query or fragment/,
    ],
    [
      "a server with a dot segment",
      put("/servers/0/url", "https://example.com/a/../b"),
      /holds a dot segment/,
    ],
    [
      "a form of the errors with an unknown field",
      put("/info/x-billkit-errors/0", { cod: "code" }),
      /is not known here: code, message, requestId, retryAfterSeconds are/,
    ],
    [
      "a wait that is no regular expression",
      put("/info/x-billkit-errors/0/retryAfterSeconds", "in ([0-9]+ s"),
      /is not a regular expression with one group/,
    ],
    [
      "a wait without a group",
      put("/info/x-billkit-errors/0/retryAfterSeconds", "in [0-9]+ s"),
      /is not a regular expression with one group/,
    ],
    [
      "a wait of two groups",
      put("/info/x-billkit-errors/0/retryAfterSeconds", "(in) ([0-9]+) s"),
      /is not a regular expression with one group/,
    ],
    [
      "an unknown rate header",
      put("/info/x-billkit-rate-headers", { limit: "x-limit" }),
      /is not known here: count, allowed, resetSeconds are/,
    ],
    [
      "a body that is neither JSON nor a form",
      rename(
        "/components/requestBodies/NewTrigger/content/application~1x-www-form-urlencoded",
        "multipart/form-data",
      ),
      /is not supported as a request's body: JSON and application\/x-www-form-urlencoded are/,
    ],
    [
      "an array that is sent otherwise than by repeated keys",
      put(`${list}/parameters/1/explode`, false),
      /is not supported: arrays are sent as repeated keys/,
    ],
    [
      "an object that is sent by keys in brackets",
      put(`${list}/parameters/1/style`, "deepObject"),
      /is not supported: form is/,
    ],
    [
      "a limit that is no number",
      put(`${list}/parameters/1/schema/exclusiveMinimum`, true),
      /exclusiveMinimum: must be a number/,
    ],
    [
      "a length that is no count",
      put(`${list}/parameters/0/schema/maxLength`, -1),
      /must be a whole number from 0/,
    ],
    [
      "a pattern that may not end",
      put(`${list}/parameters/0/schema/pattern`, "^([a-z]+)*$"),
      /schema\/pattern: may take for ever over a long text; change or remove it in the overlay$/,
    ],
    [
      "a pattern of another language",
      put(`${list}/parameters/0/schema/pattern`, "(?i)abc\\h"),
      /is no regular expression of JavaScript's/,
    ],
    ["text where there must be a list", put(`${list}/parameters`, "none"), /must be a list/],
    ["a description that is no text", put(`${list}/description`, 7), /description: must be text/],
  ])("%s: refused by name", (_, change, expected) => {
    expect(refusal(change)).toMatch(expected);
  });
});
