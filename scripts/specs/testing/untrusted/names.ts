import type { JsonObject } from "../../../common/json.js";
import { OPERATION, withField, withValue } from "./acme.js";
import type { Row } from "./row.js";

/** One of each kind: a line break, a direction mark, half a character, code, markup, and a long name. */
const odd = ["a\nb", "a\ud800b", "a`${b}", "<script>alert(1)</script>", "x".repeat(1_000_000)];
/** Characters that a field or a parameter can contain: they are quoted in code and on pages. */
const quoted = /^[\w()/]*["'<][^`\\|*]*$/;
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const places: readonly (readonly [string, (name: string) => JsonObject])[] = [
  ["a field", (name) => withField(name)],
  ["a parameter", (name) => withValue(`${OPERATION}/parameters/1/name`, name)],
  ["a member of an enum", (name) => withField("e", { type: "string", enum: [name] })],
];

/** Names that would break out of their places: sync or generate rejects each. */
export const names: readonly Row[] = places.flatMap(([place, description]) =>
  odd.map((name): Row => {
    const what = `${place} called ${JSON.stringify(name).slice(0, 40)}`;
    const named = /field|parameter/.test(place);
    const here = named && (invisible.test(name) || name.length > 1_000);
    if (named && !here && quoted.test(name)) return { what, description: description(name) };
    if (!here)
      return {
        what,
        description: description(name),
        generate: /(contains|is longer than|reads as) /,
      };
    const line = place === "a field" ? 'a field of "Thing"' : "the parameter .*";
    return {
      what,
      description: description(name),
      notices: [
        new RegExp(`notice: .*${line} has a name (of more|with an invisible).*: it's left out$`),
      ],
    };
  }),
);

/** Names that JavaScript objects or our own keys already have. */
export const claims: readonly Row[] = [
  {
    what: "a field __proto__",
    description: withField("__proto__", { type: "string" }),
    notices: [/notice: a field of "Thing" is called __proto__, .*: it's left out$/],
  },
  {
    what: "a field hasOwnProperty",
    description: withField("hasOwnProperty"),
    notices: [/notice: a field of "Thing" is called hasOwnProperty, .*: it's left out$/],
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
  {
    what: "another server",
    description: withValue("/servers", [
      { url: "https://api.acme.test" },
      { url: "https://evil.test" },
    ]),
    notices: [
      /notice: specs\/acme\/vendor\.yaml:3: acme\.json names the server https:\/\/evil\.test;/,
    ],
    without: /evil/,
  },
  {
    what: "a credential's header as a parameter",
    description: withValue(`${OPERATION}/parameters/1`, {
      name: "Authorization",
      in: "header",
      schema: { type: "string" },
    }),
    without: /name: Authorization/,
  },
];
