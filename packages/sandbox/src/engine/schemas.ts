import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { decimalPattern, isAmount } from "./amount.js";
import { addFormats } from "./formats.js";
import { InputError } from "./input-error.js";
import { dig, isObject, type JsonObject } from "./json.js";

/** Checks `value`, fills in defaults, and gives it back as a copy; `at` is its JSON pointer. */
export type Read<T> = (value: unknown, at: string) => T;

/**
 * Compiles JSON Schemas of what users hand in: states, faults, actions. In them `contract#/…` is
 * the vendor's contract; the format `amount` is a number and `decimal` a string of at most eight
 * decimals.
 */
export class Schemas {
  static readonly #opened = new WeakMap<JsonObject, Schemas>();
  readonly #ajv = new Ajv2020({ strict: false, useDefaults: true, validateSchema: false });

  /** The same for the same contract: compiling takes longer than all else that a sandbox does. */
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

  /** @throws InputError from what it gives, with the pointer to the first thing that is wrong. */
  reader<T>(schema: JsonObject): Read<T> {
    // Ajv itself keeps what it has compiled, by the identity of the schema.
    const validate = this.#ajv.compile<T>(schema);
    return (value, at) => {
      const copy: unknown = copyOf(value, at);
      if (validate(copy)) return copy;
      const [error] = validate.errors ?? [];
      throw new InputError(error ? describe(error, at) : `${at}: is not valid`);
    };
  }
}

/** Nothing that is taken here is deep enough to end the stack. */
function copyOf(value: unknown, at: string): unknown {
  try {
    return structuredClone(value);
  } catch (error) {
    throw new InputError(`${at}: is no JSON, or is nested too deeply`, { cause: error });
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

/** A service's defaults are nothing that a user has said: the contract's schemas without them. */
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
