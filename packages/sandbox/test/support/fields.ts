import { dig, isObject, text } from "../../src/engine/json.js";

/** Which fields of a contract's named schemas a body has, and which undeclared ones. */
export class FieldCoverage {
  readonly seen = new Set<string>();
  readonly undeclared = new Set<string>();
  readonly #declared = new Set<string>();

  constructor(readonly document: unknown) {
    const schemas = dig(document, "components", "schemas");
    for (const [name, schema] of Object.entries(isObject(schemas) ? schemas : {})) {
      const properties = dig(schema, "properties");
      for (const field of Object.keys(isObject(properties) ? properties : {})) {
        this.#declared.add(`${name}.${field}`);
      }
    }
  }

  /** Fields that no body has had yet. */
  get missing(): string[] {
    return [...this.#declared].filter((field) => !this.seen.has(field));
  }

  add(body: unknown, operation: unknown, status: number): void {
    const response = dig(operation, "responses", String(status));
    this.#walk(body, dig(response, "content", "application/json", "schema"), `${status}`);
  }

  /** Marks the fields of `schema` that `value` has; returns false if it has undeclared ones. */
  #walk(value: unknown, schema: unknown, place: string): void {
    const reference = text(schema, "$ref");
    if (reference !== undefined) {
      const name = reference.replace("#/components/schemas/", "");
      this.#walk(value, dig(this.document, "components", "schemas", name), name);
      return;
    }
    const alternatives = dig(schema, "anyOf");
    if (Array.isArray(alternatives)) {
      this.#walkBest(value, alternatives, place);
    } else if (Array.isArray(value)) {
      for (const item of value) this.#walk(item, dig(schema, "items"), place);
    } else if (isObject(value)) {
      for (const [field, inner] of Object.entries(value)) {
        const property = dig(schema, "properties", field);
        const declared = property ?? dig(schema, "additionalProperties");
        if (property !== undefined) this.seen.add(`${place}.${field}`);
        if (declared === undefined) this.undeclared.add(`${place}.${field}`);
        else this.#walk(inner, declared, `${place}.${field}`);
      }
    }
  }

  /** Of several alternatives, the one that leaves the fewest fields undeclared. */
  #walkBest(value: unknown, alternatives: readonly unknown[], place: string): void {
    const tries = alternatives.map((alternative) => {
      const attempt = new FieldCoverage(this.document);
      attempt.#walk(value, alternative, place);
      return attempt;
    });
    const [best] = tries.sort(
      (a, b) => a.undeclared.size - b.undeclared.size || b.seen.size - a.seen.size,
    );
    for (const field of best?.seen ?? []) this.seen.add(field);
    for (const field of best?.undeclared ?? []) this.undeclared.add(field);
  }
}
