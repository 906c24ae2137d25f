import type { Findings } from "./findings.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";

/** The names that vendor.yaml gives to places, the fields that it keeps, and what of both was met. */
export class GivenNames {
  readonly #usedPlaces = new Set<string>();
  readonly #usedFields = new Set<string>();
  readonly #passed = new Set<string>();

  constructor(private readonly findings: Findings) {}

  /** The name of the schema that is hoisted from a place, if it is to be. */
  nameOf(place: string): string | undefined {
    const { schemas } = this.findings.vendor;
    const exact = schemas.get(place);
    if (exact !== undefined) {
      this.#usedPlaces.add(place);
      return exact;
    }
    const status = /^[A-Za-z0-9]+\.(\d{3})$/.exec(place)?.[1];
    if (status === undefined) return undefined;
    for (const [pattern, name] of schemas) {
      if (!pattern.startsWith("*.")) continue;
      const codes = pattern.slice(2).split("|");
      if (!codes.some((code) => matchesStatus(code, status))) continue;
      this.#usedPlaces.add(pattern);
      return name;
    }
    return undefined;
  }

  /**
   * The fields that the schema of a name keeps; undefined: all. One that it does not have is reported.
   * @param properties what the description has; undefined where it is no object with fields
   */
  keptFields(name: string, properties: JsonObject | undefined): readonly string[] | undefined {
    const { vendor, leavesOut } = this.findings;
    const fields = vendor.fields.get(name);
    if (fields === undefined || properties === undefined) return fields;
    this.#usedFields.add(name);
    for (const field of fields) {
      if (!Object.hasOwn(properties, field) && !leavesOut)
        this.findings.add(`${vendor.at("fields", name)}: ${name} has no field "${field}"`);
    }
    return fields;
  }

  /** An operation that is gone, and accepted: what vendor.yaml says of it alone may meet nothing. */
  pass(operationId: string): void {
    this.#passed.add(operationId);
  }

  /**
   * What of vendor.yaml has met nothing is a typo, or gone from the description.
   * @param hoisted the schemas that there are, by name
   */
  reportUnused(hoisted: ReadonlyMap<string, unknown>): void {
    const { findings } = this;
    const { vendor } = findings;
    for (const place of vendor.schemas.keys()) {
      if (this.#usedPlaces.has(place) || this.#isPassed(place, hoisted)) continue;
      findings.add(
        `${vendor.at("schemas", place)}: place "${place}" matches nothing in the description`,
      );
    }
    for (const name of vendor.fields.keys()) {
      if (this.#usedFields.has(name) || this.#isPassed(name, hoisted)) continue;
      findings.add(`${vendor.at("fields", name)}: there is no schema ${name} to keep fields of`);
    }
  }

  #isPassed(place: string, hoisted: ReadonlyMap<string, unknown>): boolean {
    const [root = ""] = place.split(/[.[{|]/);
    if (this.#passed.has(root)) return true;
    const names = new Set(this.findings.vendor.schemas.values());
    return this.#passed.size > 0 && names.has(root) && !hoisted.has(root);
  }
}

/** The vendor's own name, as far as it is one; a type's begins with a letter. */
export function suggestedName(node: Json | undefined): string {
  const reference = isObject(node) && typeof node.$ref === "string" ? node.$ref : "";
  const words = (reference.split("/").at(-1) ?? "").split(/[^A-Za-z0-9]+/);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return name === "" ? "SomeName" : /^\d/.test(name) ? `Schema${name}` : name;
}

/** `404` matches itself, `4XX` every status of its hundred. */
function matchesStatus(pattern: string, status: string): boolean {
  return pattern === status || (pattern.endsWith("XX") && status.startsWith(pattern.charAt(0)));
}
