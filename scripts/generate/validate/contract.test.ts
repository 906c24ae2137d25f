import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { checkContract } from "../check.js";
import type { JsonObject } from "../../common/json.js";
import { parseContract } from "../contract/read.js";
import {
  create,
  hostile,
  list,
  put,
  quotable,
  rename,
  problemOf,
  text,
  trigger,
} from "../testing/awkward.js";

it("the fixture itself is accepted", () => {
  expect(problemOf(() => undefined)).toBe("nothing");
});

const credential = "/components/securitySchemes/Basic/x-billkit-credential";
const category = "/components/schemas/NewTrigger/properties/UsageCategory";
const discriminator = "/components/schemas/Target/discriminator";
const form = `${create}/requestBody/content/application~1x-www-form-urlencoded`;
const places: readonly (readonly [string, (name: string) => (document: JsonObject) => void])[] = [
  ["an operation's id", (name) => put(`${list}/operationId`, name)],
  ["a path", (name) => rename("/paths/~12010-04-01~1Triggers~1{Sid}.json", `/${name}/{Sid}`)],
  ["a path parameter", (name) => put(`${list}/parameters/6/name`, name)],
  ["a query parameter", (name) => put(`${list}/parameters/1/name`, name)],
  ["a header parameter", (name) => put(`${list}/parameters/0/name`, name)],
  ["a tag", (name) => put("/tags/0/name", name)],
  ["an operation's tag", (name) => put(`${list}/tags/0`, name)],
  [
    "a schema",
    (name) => put(`/components/schemas/${name.replaceAll("/", "~1")}`, { type: "string" }),
  ],
  ["a property", (name) => rename(`${trigger}/properties/Fired`, name)],
  ["a required property", (name) => put(`${trigger}/required/0`, name)],
  ["a member of a request's enum", (name) => put(`${category}/enum/0`, name)],
  [
    "a member of an answer's enum",
    (name) => put(`${trigger}/properties/Labels/additionalProperties/enum/0`, name),
  ],
  ["a constant", (name) => put(`${trigger}/properties/kind/const`, name)],
  ["a default", (name) => put(`${category}/default`, name)],
  ["a format", (name) => put(`${trigger}/properties/kind/format`, name)],
  ["a discriminator", (name) => put(`${discriminator}/propertyName`, name)],
  ["a discriminator's value", (name) => rename(`${discriminator}/mapping/hook`, name)],
  ["a media type", (name) => rename(form, name)],
  ["a status", (name) => rename(`${create}/responses/422`, name)],
  ["the vendor class", (name) => put("/info/x-billkit-class", name)],
  ["the request id's header", (name) => put("/info/x-billkit-request-id", { header: name })],
  ["a field of the errors", (name) => put("/info/x-billkit-errors/0/code", name)],
  ["a rate header", (name) => put("/info/x-billkit-rate-headers", { count: name })],
  ["the server", (name) => put("/servers/0/url", `https://example.com/${name}`)],
  ["the credential's header", (name) => put(`${credential}/header`, name)],
  ["the credential's prefix", (name) => put(`${credential}/prefix`, name)],
  ["the credential's variable", (name) => put(`${credential}/environment`, name)],
  ["the vendor's reference", (name) => put(`${list}/x-billkit-reference`, name)],
  ["a permission", (name) => put(`${create}/x-billkit-permissions/0`, name)],
  ["a scope", (name) => put("/security/0/Basic", [name])],
];

/** Places whose name is quoted in all output. */
const quotes = ["a query parameter", "a property", "a required property", "a discriminator"];

describe("a name with quotes", () => {
  it.each(places.filter(([place]) => quotes.includes(place)))(
    "is let through as %s",
    (_, change) => {
      for (const name of quotable) expect(problemOf(change(name))).toBe("nothing");
    },
  );
});

describe("a name that would break out of its place", () => {
  // Every hostile name is tried in some places, and every place with some names.
  it.each(places)("as %s is rejected in one line that names the place", (place, change) => {
    const index = places.findIndex(([each]) => each === place);
    for (const name of hostile.filter((_, at) => at % 5 === index % 5)) {
      if (quotes.includes(place) && quotable.includes(name)) continue;
      const message = problemOf(change(name));
      expect([name, message]).toEqual([
        name,
        expect.stringMatching(/^contract\.yaml:\d+: #\/\S.*: ./),
      ]);
      // eslint-disable-next-line no-control-regex -- the test checks that there are none
      expect(message).not.toMatch(/[\u0000-\u001f\u200b\u202e\u2028]/);
    }
  });

  it("is rejected whatever surrounds it", () => {
    const mark = fc.constantFrom(...hostile.filter((name) => !quotable.includes(name)));
    fc.assert(
      fc.property(fc.string(), mark, fc.string(), (before, name, after) => {
        expect(problemOf(put(`${list}/parameters/1/name`, before + name + after))).not.toBe(
          "nothing",
        );
      }),
      { numRuns: 10 },
    );
  });
});

describe("prose", () => {
  it.each([
    "/info/description",
    "/tags/0/description",
    `${list}/summary`,
    `${list}/description`,
    `${list}/parameters/0/description`,
    `${trigger}/description`,
    `${create}/responses/422/description`,
  ])("at %s is accepted with any content", (pointer) => {
    expect(problemOf(put(pointer, hostile.join(" ")))).toBe("nothing");
  });
});

it("unused parts don't reach the generators", () => {
  const document = parse(text) as JsonObject;
  put("/webhooks", { "a`*/": {} })(document);
  for (const key of ["contact", "license"])
    put(`/info/${key}`, { name: "`*/", url: "`" })(document);
  const { contract } = checkContract(parseContract(stringify(document), "contract.yaml"));
  expect(contract.find("webhooks")).toBeUndefined();
  expect(JSON.stringify(contract.get("info").value)).not.toContain("`*/");
});

it.each(["^(a|a)+$", "^.*.*.*.*.*.*=$", "(?i)abc\\h", "^(?!aws:).*$"])(
  "leaves out the unsafe pattern %s and keeps its parameter",
  (pattern) => {
    const document = parse(text) as JsonObject;
    put(`${list}/parameters/0/schema/pattern`, pattern)(document);
    const { contract, notices } = checkContract(
      parseContract(stringify(document), "contract.yaml"),
    );
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/^contract\.yaml:\d+: #\/paths\/\S+\/schema\/pattern: .*left out/);
    const written = JSON.stringify(contract.value);
    expect(written).not.toContain(JSON.stringify(pattern));
  },
);
