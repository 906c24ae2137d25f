import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { decimalPattern, isAmount } from "./amount.js";
import { addFormats } from "./formats.js";
import { InputError } from "./input-error.js";
import { dig, isObject, type JsonObject } from "./json.js";

/** Validates `value`, applies defaults and returns a copy; `at` is its JSON pointer. */
export type Read<T> = (value: unknown, at: string) => T;

/**
 * Compiles JSON Schemas for user input: states, faults, actions. In them `contract#/…` is the
 * vendor's contract, the format `amount` is a number and `decimal` a string, both with at most
 * eight decimals.
 */
export class Schemas {
  static readonly #opened = new WeakMap<JsonObject, Schemas>();
  readonly #ajv = new Ajv2020({ strict: false, useDefaults: true, validateSchema: false });

  /** One per contract: compiling takes longer than everything else that a sandbox does. */
  static of(contract: JsonObject): Schemas {
    const opened = this.#opened.get(contract) ?? new Schemas(contract);
    this.#opened.set(contract, opened);
    return opened;
  }

  constructor(contract?: JsonObject) {
    addFormats(this.#ajv);
    this.#ajv.addFormat("amount", { type: "number", validate: isAmount });
    this.#ajv.addFormat("decimal", decimalPattern);
    if (contract) this.#ajv.addSchema({ ...withoutDefaults(contract), $id: "contract" });
  }

  /** @throws InputError from the returned function, with a pointer to the first problem */
  reader<T>(schema: JsonObject): Read<T> {
    return (value, at) => {
      // Compiled on first use, since most sandboxes never need it. Ajv caches by identity.
      const validate = this.#ajv.compile<T>(schema);
      const copy: unknown = copyOf(value, at);
      if (validate(copy)) return copy;
      const [error] = validate.errors ?? [];
      throw new InputError(error ? describe(error, at) : `${at}: is not valid`);
    };
  }
}

/** Valid input is never deep enough to exhaust the stack. */
function copyOf(value: unknown, at: string): unknown {
  try {
    return structuredClone(value);
  } catch (error) {
    throw new InputError(`${at}: isn't JSON, or is nested too deeply`, { cause: error });
  }
}

function describe({ instancePath, message = "is not valid", params }: ErrorObject, at: string) {
  const allowed = dig(params, "allowedValues");
  const extra = dig(params, "additionalProperty");
  const detail =
    typeof extra === "string"
      ? `must not have ${JSON.stringify(extra)}`
      : Array.isArray(allowed)
        ? `must be one of ${allowed.join(", ")}`
        : message;
  return `${at}${instancePath}: ${detail}`;
}

/** The contract's schemas without defaults: a service's defaults aren't the user's input. */
function withoutDefaults(contract: JsonObject): object {
  const strip = (value: unknown, isMap: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => strip(item, false));
    if (!isObject(value)) return value;
    const kept = Object.entries(value).filter(([name]) => isMap || name !== "default");
    return Object.fromEntries(
      kept.map(([name, each]) => [name, strip(each, !isMap && name === "properties")]),
    );
  };
  return { components: { schemas: strip(dig(contract, "components", "schemas"), true) } };
}
