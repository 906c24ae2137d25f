import type { Description } from "../convert.js";
import { extract as extractFrom } from "../extract.js";
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../json.js";
import { SpecsError } from "../problems.js";
import { parseVendor } from "../vendor.js";
import { toYaml } from "../yaml.js";

const TEXT = "Text.";
/** For operations of which the description tells no error, which the linter wants. */
const ERROR: JsonObject = {
  type: "object",
  description: TEXT,
  properties: { message: { type: "string", description: TEXT } },
};
const MAX_ROUNDS = 60;

/**
 * A vendor.yaml and an overlay with which operations of any description go through: every place that
 * sync asks a name for gets one, and every text that it misses is "Text.".
 * @param start vendor.yaml but for `schemas`
 * @param securitySchemes of the contract
 */
export function scaffold(
  start: JsonObject,
  descriptions: readonly Description[],
  securitySchemes: JsonObject,
): { vendor: string; overlay: string; extract: JsonObject } {
  const schemas: Record<string, string> = {};
  const taken = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const vendor = toYaml({ ...start, ...(taken.size > 0 && { schemas }) });
    const tried = tryExtract(descriptions, vendor);
    if (!Array.isArray(tried))
      return { vendor, overlay: overlayOf(tried, securitySchemes), extract: tried };
    for (const { place, suggested } of tried) {
      let name = suggested === "SomeName" ? nameFor(place) : suggested;
      while (suggested === "SomeName" && taken.has(name)) name += "X";
      taken.add(name);
      schemas[place] = name;
    }
  }
  throw new Error("there is no end of places without a name");
}

interface Unnamed {
  readonly place: string;
  readonly suggested: string;
}

/** The extract, or the places that sync wants a name for first. */
function tryExtract(descriptions: readonly Description[], text: string): JsonObject | Unnamed[] {
  try {
    return extractFrom(descriptions, parseVendor(text, "specs/scaffold/vendor.yaml"));
  } catch (error) {
    if (!(error instanceof SpecsError)) throw error;
    const wanted =
      /object at "([^"]+)" has no name: add "[^"]*: (\w+)"|schema at "([^"]+)" contains itself/;
    const known = error.problems.flatMap((line) => {
      const [match, place, suggested = "SomeName", cyclic = ""] = wanted.exec(line) ?? [];
      return match === undefined ? [] : [{ place: place ?? cyclic, suggested }];
    });
    if (known.length < error.problems.length) throw error;
    return known;
  }
}

function nameFor(place: string): string {
  const words = place
    .replace(/\[\]/g, " Item")
    .replace(/\{\}/g, " Value")
    .split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function overlayOf(extract: JsonObject, securitySchemes: JsonObject): string {
  const actions: JsonObject[] = [];
  const paths = mapValues(objectAt(extract, "paths"), (item, path) =>
    mapValues(item, (operation, method) => {
      for (const parameter of listAt(operation, "parameters").filter(isObject)) {
        const [name, place] = [textAt(parameter, "name"), textAt(parameter, "in")];
        actions.push({
          target: `$.paths['${path}'].${method}.parameters[?(@.name=='${name}' && @.in=='${place}')]`,
          update: { description: TEXT },
        });
      }
      return {
        summary: "Text",
        description: TEXT,
        responses: responsesOf(objectAt(operation, "responses")),
        ...(operation.requestBody !== undefined && { requestBody: { description: TEXT } }),
      };
    }),
  );
  const schemas = mapValues(objectAt(objectAt(extract, "components"), "schemas"), (schema) => ({
    description: TEXT,
    ...(schema.properties !== undefined && {
      properties: mapValues(objectAt(schema, "properties"), () => ({ description: TEXT })),
    }),
  }));
  const tags = Object.values(objectAt(extract, "paths")).flatMap((item) =>
    Object.values(isObject(item) ? item : {}).flatMap((each) =>
      isObject(each) ? listAt(each, "tags") : [],
    ),
  );
  const update: JsonObject = {
    info: { description: TEXT, license: { name: "MIT", identifier: "MIT" } },
    tags: [...new Set(tags)].map((name) => ({ name, description: TEXT })),
    paths,
    components: {
      schemas: JSON.stringify(paths).includes("/AnyError")
        ? { ...schemas, AnyError: ERROR }
        : schemas,
      securitySchemes,
    },
    security: Object.keys(securitySchemes).map((name) => ({ [name]: [] })),
  };
  return toYaml({
    overlay: "1.0.0",
    info: { title: "Texts", version: "1.0.0" },
    actions: [{ target: "$", update }, ...actions],
  });
}

function responsesOf(responses: JsonObject): JsonObject {
  const texts = mapValues(responses, () => ({ description: TEXT }));
  if (Object.keys(responses).some((status) => status.startsWith("4"))) return texts;
  const schema = { $ref: "#/components/schemas/AnyError" };
  return { ...texts, "4XX": { description: TEXT, content: { "application/json": { schema } } } };
}

function mapValues(
  object: JsonObject,
  change: (value: JsonObject, key: string) => Json,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, change(isObject(value) ? value : {}, key)]),
  );
}
