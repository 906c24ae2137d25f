import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Json, JsonObject } from "../../../common/json.js";
import { parseDescription } from "../../../common/yaml.js";
import { readRepository } from "../../testing/repository.js";
import type { Change } from "../../rate/level.js";
import { compareContracts } from "../contracts.js";
import { type Edit, edited } from "./edit.js";

const committed = {
  deepgram: "specs/deepgram/openapi.yaml",
  "genesys-cloud": "specs/genesys-cloud/openapi.yaml",
  // Bodies, unions, allOf, and a schema for both directions, which no vendor's contract has.
  awkward: "scripts/generate/fixtures/awkward.yaml",
} as const;

/** A case as the fixtures write it. */
interface CaseFile extends Edit {
  readonly name: string;
  readonly contract: keyof typeof committed;
  /** How both versions differ from the committed contract. */
  readonly given?: Edit;
  /** `major parameter-removed, minor type-added`, or `none`. */
  readonly forward: string;
  readonly backward: string;
}

/** One direction of a case. */
export interface ContractPair {
  readonly name: string;
  readonly old: JsonObject;
  readonly now: JsonObject;
  /** Level and rule of each change. */
  readonly expected: readonly string[];
}

const read = new Map<string, JsonObject>();

/** A copy of a contract. */
export function contract(name: keyof typeof committed): JsonObject {
  const known = read.get(name) ?? parseDescription(readRepository(committed[name]), name);
  read.set(name, known);
  return structuredClone(known);
}

/** The place of a field of a response. */
export const units = "schema:Order/properties/units";

/** The changes between contracts of Deepgram that differ in the value at a place. */
export function changesAt(place: string, was: Json, is: Json): readonly Change[] {
  const withValue = (value: Json): JsonObject =>
    edited(contract("deepgram"), { set: { [place]: value } });
  return compareContracts(withValue(was), withValue(is)).changes;
}

/** Every fixture pair, in both directions. */
export function contractPairs(): ContractPair[] {
  return ["requests.yaml", "responses.yaml", "service.yaml"].flatMap((file) => {
    const text = readFileSync(join(__dirname, "fixtures", file), "utf8");
    return (parse(text) as CaseFile[]).flatMap((each): ContractPair[] => {
      const old = edited(contract(each.contract), each.given ?? {});
      const now = edited(old, each);
      const rules = (line: string): string[] => (line === "none" ? [] : line.split(", "));
      return [
        { name: each.name, old, now, expected: rules(each.forward) },
        { name: `${each.name}, reversed`, old: now, now: old, expected: rules(each.backward) },
      ];
    });
  });
}
