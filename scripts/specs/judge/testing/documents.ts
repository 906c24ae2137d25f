import { Cursor } from "../../../generate/contract/cursor.js";
import { normalize } from "../../../generate/contract/normalize.js";
import { readRepository } from "../../testing/repository.js";
import type { JsonObject } from "../../../common/json.js";
import { parseDescription } from "../../../common/yaml.js";

const read = (path: string): JsonObject => parseDescription(readRepository(path), path);

/** In the form of a contract, whose parameters, bodies and answers stand at their operations. */
export function inForm(document: JsonObject): JsonObject {
  return normalize(
    new Cursor({ file: "awkward", document, lineOf: () => undefined }, [], document),
  ).object();
}

/** The committed contracts, and the generator's fixture: bodies, unions, maps of enums, `allOf`. */
export const documents = {
  deepgram: read("specs/deepgram/openapi.yaml"),
  "genesys-cloud": read("specs/genesys-cloud/openapi.yaml"),
  awkward: inForm(read("scripts/generate/fixtures/awkward.yaml")),
};
export type DocumentName = keyof typeof documents;
