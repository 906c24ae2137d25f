import { takenTypes } from "../../generate/validate/collisions.js";
import type { Description } from "../read/convert.js";
import { extract as extractFrom } from "../select/extract.js";
import type { JsonObject } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { parseVendor } from "../vendor.js";
import { toYaml } from "../../common/yaml.js";
import { pascal } from "./words.js";

const MAX_ROUNDS = 60;

/** vendor.yaml with a name for every place that wants one, and what it gives. */
export interface NamedSchemas {
  readonly vendor: JsonObject;
  readonly extract: JsonObject;
}

/**
 * Names every schema that has to have a name: as the description calls it where that can be a type's
 * name and is not taken, else after the place where it stands.
 * @param start vendor.yaml but for `schemas`
 * @param taken names that the package has already
 * @throws {UserError} for whatever of the description cannot become a contract
 */
export function nameSchemas(
  start: JsonObject,
  descriptions: readonly Description[],
  file: string,
  taken: readonly string[] = [],
): NamedSchemas {
  const schemas: Record<string, string> = {};
  const names = new Names(taken);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const vendor = { ...start, ...(Object.keys(schemas).length > 0 && { schemas }) };
    const tried = tryExtract(descriptions, vendor, file);
    if (!Array.isArray(tried)) return { vendor, extract: tried };
    for (const { place, suggested } of tried) schemas[place] = names.give(place, suggested);
  }
  throw new UserError(`${file}: there is no end of schemas that want a name`);
}

interface Unnamed {
  readonly place: string;
  /** The description's name; undefined: it has none, or it stands for another shape. */
  readonly suggested: string | undefined;
}

/** Types, without regard to capitals: files and anchors know none. */
class Names {
  readonly #owners = new Map<string, string>();

  constructor(taken: readonly string[]) {
    for (const name of [...takenTypes, ...taken]) this.#owners.set(name.toLowerCase(), "");
  }

  give(place: string, suggested: string | undefined): string {
    if (suggested !== undefined && /^[A-Z]/.test(suggested)) {
      const owner = this.#owners.get(suggested.toLowerCase());
      if (owner === undefined || owner === suggested) return this.#take(suggested);
    }
    const made = nameFor(place);
    const free = [
      made,
      `${made}Model`,
      ...Array.from({ length: 1000 }, (_, n) => `${made}${n + 2}`),
    ];
    return this.#take(free.find((name) => !this.#owners.has(name.toLowerCase())) ?? made);
  }

  #take(name: string): string {
    this.#owners.set(name.toLowerCase(), name);
    return name;
  }
}

const WANTED = [
  /object at "(?<place>[^"]+)" has no name: add "[^"]*: (?<suggested>\w+)"/,
  /schema at "(?<place>[^"]+)" contains itself/,
  / has one shape at "[^"]+" and another at "(?<place>[^"]+)" /,
];

/** The extract, or the places that want a name, or another one, first. */
function tryExtract(
  descriptions: readonly Description[],
  vendor: JsonObject,
  file: string,
): JsonObject | Unnamed[] {
  try {
    return extractFrom(descriptions, parseVendor(toYaml(vendor), file));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const known = error.problems.flatMap((line): Unnamed[] => {
      const groups = WANTED.map((form) => form.exec(line)?.groups).find(Boolean);
      if (groups?.place === undefined) return [];
      const suggested = groups.suggested === "SomeName" ? undefined : groups.suggested;
      return [{ place: groups.place, suggested }];
    });
    // What else is wrong may be for want of a name: it is said when there is none left to give.
    if (known.length === 0) throw error;
    return known;
  }
}

function nameFor(place: string): string {
  const words = place
    .replace(/\[\]/g, " Item")
    .replace(/\{\}/g, " Value")
    .replace(/\.2\d\d\b/g, " Result")
    .replace(/\.(\d)/g, " Status$1")
    .split(/[^A-Za-z0-9]+/);
  return pascal(words.filter(Boolean));
}
