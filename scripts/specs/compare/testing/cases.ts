import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { JsonObject } from "../../../common/json.js";
import { parseDescription } from "../../../common/yaml.js";
import { readRepository } from "../../testing/repository.js";
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
