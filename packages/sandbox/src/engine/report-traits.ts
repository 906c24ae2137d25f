import { methods } from "./contract.js";
import { dig, isObject, text, type JsonObject } from "./json.js";

/** `x-billkit-report` of an operation, as far as the sandbox serves it. */
export interface ReportTrait {
  readonly form: "repeat" | "job" | "location";
  /** The operationId of the operation that starts the report. */
  readonly start: string;
  /** The operationId and the path of the operation that reads it, if it is another one. */
  readonly read: string | undefined;
  readonly readPath: string;
  /** The parameter of `read` that takes the id. */
  readonly parameter: string;
  readonly id: string;
  readonly location: string;
  readonly status: string | undefined;
  readonly states: Readonly<Record<"pending" | "complete", string>>;
  readonly message: string | undefined;
  readonly expired: number;
  readonly downloads: string | undefined;
}

/** Reads every `x-billkit-report` of a contract. */
export function reportTraits(document: JsonObject): ReportTrait[] {
  const paths = dig(document, "paths");
  const operations = Object.entries(isObject(paths) ? paths : {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = dig(item, method);
      return operation === undefined ? [] : [{ path, operation }];
    }),
  );
  return operations.flatMap(({ operation, path }) => {
    const trait = dig(operation, "x-billkit-report");
    if (!isObject(trait)) return [];
    const read = text(trait, "read");
    const reading = operations.find((each) => text(each.operation, "operationId") === read);
    const readPath = read === undefined ? "" : (reading?.path ?? "");
    // With an address: the path parameter that the starting operation doesn't have.
    const own = namesIn(readPath).find((name) => !namesIn(path).includes(name));
    const state = (name: string, usual: string): string => {
      const values = dig(trait, "states", name);
      return Array.isArray(values) ? String(values[0]) : usual;
    };
    const expired: unknown = Array.isArray(trait.expired) ? trait.expired[0] : undefined;
    return [
      {
        form: trait.form === "job" || trait.form === "location" ? trait.form : "repeat",
        start: text(operation, "operationId") ?? "",
        read,
        readPath,
        parameter: text(trait, "parameter") ?? own ?? "",
        id: text(trait, "id") ?? "",
        location: (text(trait, "location") ?? "location").toLowerCase(),
        status: text(trait, "status"),
        states: {
          pending: state("pending", "202"),
          complete: state("complete", "200"),
        },
        message: text(trait, "message"),
        expired: Number(expired ?? 404),
        downloads: text(trait, "downloads", "at"),
      },
    ];
  });
}

const namesIn = (path: string): string[] =>
  Array.from(path.matchAll(/\{([^{}]*)\}/g), ([, name = ""]) => name);
