import { hostile } from "../../../generate/testing/awkward.js";
import { type Row, THING, withField, withValue } from "./acme.js";

/** A line break, a direction mark, half a character, and a long name. */
const odd = ["a\nb", "a\u202eb", "a\ud800b", "x".repeat(1_000_000)];

/** Names that would be read as others, or be invisible. */
export const names: readonly Row[] = odd.map((name) => ({
  what: `a field called ${JSON.stringify(name).slice(0, 40)}`,
  description: withField(name),
  notices: [
    /notice: the field ".*" of "Thing" has a name that no contract can have: it's left out$/,
  ],
}));

/** Texts that could end a text, a comment or a line of code. */
export const values: readonly Row[] = hostile.map((value) => ({
  what: `an enum's member ${JSON.stringify(value)}`,
  description: withValue(`${THING}/properties/kind/enum/2`, value),
  notices: [/notice: "Thing\.kind": left out of its enum, since no contract can have it: "a.+"$/],
}));

/** Names that JavaScript objects or our own keys already have. */
export const claims: readonly Row[] = [
  {
    what: "a field __proto__",
    description: withField("__proto__", { type: "string" }),
    notices: [/notice: the field "__proto__" of "Thing" has a name that .*: it's left out$/],
  },
  {
    what: "a path __proto__",
    description: withValue("/paths/__proto__", { get: { polluted: 1 } }),
    without: /polluted/,
  },
  {
    what: "a class of ours",
    description: withValue("/info/x-billkit-class", "Evil"),
    without: /Evil/,
  },
  {
    what: "a credential of ours",
    description: withValue("/components/securitySchemes", {
      Key: {
        type: "apiKey",
        in: "header",
        name: "X-Key",
        "x-billkit-credential": { header: "X-Evil", prefix: "" },
      },
    }),
    without: /Evil/,
  },
  {
    what: "files that it claims to have referred to",
    description: withValue(
      "/x-billkit-references",
      { "part.json": { polluted: 1 } },
      withField("r", { $ref: "part.json#/a" }),
    ),
    errors: [/part\.json: cannot be read: there is no such file$/],
  },
];
