import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Json, JsonObject } from "../../../common/json.js";
import { readRepository } from "../../testing/repository.js";
import { parseDescription } from "../../../common/yaml.js";
import type { Change } from "../change.js";
import { type Edit, edited } from "./edit.js";

const committed = {
  deepgram: "specs/deepgram/openapi.yaml",
  "genesys-cloud": "specs/genesys-cloud/openapi.yaml",
  // Has what no vendor's contract has yet: bodies, unions, allOf, a schema of both sides.
  awkward: "scripts/generate/fixtures/awkward.yaml",
} as const;

/** A change as the fixtures write it: `{ major: rule-id, at: [old, new], values, says }`. */
type Written = Readonly<Record<string, Json>>;

/** A case as the fixtures write it. */
interface CaseFile extends Edit {
  readonly name: string;
  readonly contract: keyof typeof committed;
  /** How both versions differ from the committed contract. */
  readonly given?: Edit;
  readonly forward: readonly Written[];
  readonly backward: readonly Written[];
}

export interface Case {
  readonly name: string;
  readonly old: JsonObject;
  readonly now: JsonObject;
  readonly forward: readonly Written[];
  readonly backward: readonly Written[];
}

const read = new Map<string, JsonObject>();

/** A copy of a contract. */
export function contract(name: keyof typeof committed): JsonObject {
  const known = read.get(name) ?? parseDescription(readRepository(committed[name]), name);
  read.set(name, known);
  return structuredClone(known);
}

/** The cases of a file in fixtures/. */
export function casesOf(file: string): Case[] {
  const text = readFileSync(join(__dirname, "../fixtures", file), "utf8");
  const cases = parse(text) as CaseFile[];
  return cases.map((each) => {
    const old = edited(contract(each.contract), each.given ?? {});
    return { ...each, old, now: edited(old, each) };
  });
}

/** A change in the fixtures' form. */
export function written({ level, rule, location, old, new: now, message }: Change): Written {
  const at = location.old === location.new ? [location.old] : [location.old, location.new];
  return { [level]: rule, at, values: [old, now], says: message };
}
