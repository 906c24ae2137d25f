import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly "x-billkit-reference"?: string;
}

/** What the vendors' descriptions call the operations of their contracts: all have to be called. */
export function referencesOf(vendors: readonly string[]): string[] {
  return vendors.flatMap((vendor) => {
    const file = path.join(import.meta.dirname, "../../specs", vendor, "openapi.yaml");
    const { paths } = parse(readFileSync(file, "utf8")) as Contract;
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    return operations.flatMap(({ "x-billkit-reference": reference }) => reference ?? []);
  });
}
