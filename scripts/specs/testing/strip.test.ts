import { describe, expect, it } from "@jest/globals";
import { readdirSync } from "node:fs";
import { sameJson } from "../../common/json.js";
import { stripProse } from "./strip.js";
import { fixturePath, fixtureSource } from "./repository.js";
import { parseDescription } from "../../common/yaml.js";

const fixtures = ["deepgram", "genesys-cloud"].flatMap((vendor) =>
  readdirSync(fixturePath(vendor)).map((file) => `${vendor}/${file}`),
);

describe("stripping prose", () => {
  it("keeps facts, and what the format requires as empty text", () => {
    expect(
      stripProse(
        {
          openapi: "3.1.0",
          info: { title: "Acme", version: "1", description: "Prose.", contact: { name: "Them" } },
          tags: [{ name: "Bills", description: "Prose." }],
          paths: {
            "/x": {
              "x-note": "Prose.",
              get: {
                summary: "Prose.",
                operationId: "x",
                "x-permissions": ["a"],
                parameters: [
                  {
                    name: "description",
                    in: "query",
                    description: "Prose.",
                    example: 1,
                    schema: { type: "string", default: "y" },
                  },
                ],
                responses: {
                  "200": {
                    description: "Prose.",
                    content: {
                      "application/json": {
                        example: { a: "Prose." },
                        schema: {
                          title: "Prose.",
                          properties: {
                            description: { type: "string", description: "Prose." },
                            "x-total": {},
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          components: {
            securitySchemes: {
              O: {
                type: "oauth2",
                flows: { clientCredentials: { tokenUrl: "/t", scopes: { read: "Prose." } } },
              },
            },
          },
        },
        ["x-permissions"],
      ),
    ).toEqual({
      openapi: "3.1.0",
      info: { title: "", version: "1" },
      tags: [{ name: "Bills" }],
      paths: {
        "/x": {
          get: {
            operationId: "x",
            "x-permissions": ["a"],
            parameters: [
              { name: "description", in: "query", schema: { type: "string", default: "y" } },
            ],
            responses: {
              "200": {
                description: "",
                content: {
                  "application/json": {
                    schema: { properties: { description: { type: "string" }, "x-total": {} } },
                  },
                },
              },
            },
          },
        },
      },
      components: {
        securitySchemes: {
          O: {
            type: "oauth2",
            flows: { clientCredentials: { tokenUrl: "/t", scopes: { read: "" } } },
          },
        },
      },
    });
  });

  it.each(fixtures)("the fixture %s has no prose and no example", (name) => {
    const description = parseDescription(fixtureSource(name).text, name);
    const again = stripProse(description, ["x-inin-requires-permissions"]);
    expect(sameJson(again, description)).toBe(true);
  });

  it.each(fixtures)("the fixture %s has no sentence anywhere", (name) => {
    const { text } = fixtureSource(name);
    expect(text.match(/\b[A-Za-z]+ [a-z]+ [a-z]+ [a-z]+\b/g)).toBeNull();
  });
});
