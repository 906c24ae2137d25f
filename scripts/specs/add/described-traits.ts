import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  own,
  textAt,
} from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { checkOperationTraits } from "../contract/operation-traits.js";
import type { FoundOperation } from "./operations.js";

/** A trait derived from an extension in the description. */
interface DescribedTrait {
  readonly operation: FoundOperation;
  /** The extension's name, such as `x-ms-pageable`. */
  readonly extension: string;
  readonly name: string;
  readonly trait: JsonObject;
}
export type DescribedTraits = ReturnType<typeof describedTraits>;

/**
 * The traits that descriptions declare in other tools' extensions, if they fit the contract: the
 * defaults of a new overlay.
 * @param names the operations' ids
 * @param contract without these traits
 * @returns also, by operation, the extensions that no trait expresses: a person can describe them
 */
export function describedTraits(
  operations: readonly FoundOperation[],
  names: ReadonlyMap<string, string>,
  contract: JsonObject,
) {
  const traits: DescribedTrait[] = [];
  const unused: string[] = [];
  for (const operation of operations)
    for (const [extension, { name, read }] of Object.entries(EXTENSIONS)) {
      const value = own(operation.operation, extension) ?? null;
      const trait = read(value, operation.operation, names.get(operation.key) ?? "");
      if (trait === undefined) continue;
      const found = { operation, extension, name, trait: trait ?? {} };
      if (trait && fits(contract, found)) traits.push(found);
      else unused.push(`${operation.key}: ${extension}`);
    }
  return { traits, unused };
}

/** An overlay's action. */
export const actionOf = ({ operation, name, trait }: DescribedTrait): JsonObject => ({
  target: `$.paths['${operation.path}'].${operation.method}`,
  update: { [name]: trait },
});

function fits(contract: JsonObject, { operation, name, trait }: DescribedTrait): boolean {
  const copy = structuredClone(contract);
  const item = objectAt(objectAt(copy, "paths"), operation.path);
  const target = own(item, operation.method);
  if (!isObject(target) || operation.path.includes("'")) return false;
  target[name] = trait;
  try {
    checkOperationTraits(copy, "overlay.yaml", () => undefined);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** @returns the trait; null if none expresses the extension, undefined without pages or a report */
type Read = (value: Json, operation: JsonObject, name: string) => JsonObject | null | undefined;

/** AutoRest: the response has the address of the next page. Without a `nextLinkName` there is one page. */
const pageable: Read = (value) => {
  if (!isObject(value) || typeof value.nextLinkName !== "string") return undefined;
  const items = textAt(value, "itemName") || "value";
  return { form: "next-url", items: `/${items}`, next: `/${value.nextLinkName}` };
};

/** AutoRest: 202 with Location, unless `final-state-via` names another way. */
const longRunning: Read = (value, operation, name) => {
  if (value !== true) return undefined;
  const options = objectAt(operation, "x-ms-long-running-operation-options");
  const isLocation = ["", "location"].includes(textAt(options, "final-state-via"));
  const isAccepted = own(objectAt(operation, "responses"), "202") !== undefined;
  return isLocation && isAccepted ? { form: "location", name } : null;
};

/** Speakeasy: a page number, an offset, a cursor or the next address. */
const speakeasy: Read = (value) => {
  if (!isObject(value)) return undefined;
  const outputs = objectAt(value, "outputs");
  const items = pointerOf(own(outputs, "results"));
  if (items === undefined) return null;
  const at = (key: string, output: string): JsonObject => {
    const pointer = pointerOf(own(outputs, output));
    return pointer === undefined ? {} : { [key]: pointer };
  };
  const inputs = listAt(value, "inputs").filter(isObject);
  const input = (type: string): string | undefined => {
    const found = inputs.find((each) => each.type === type && each.in === "parameters");
    return found && textAt(found, "name");
  };
  const [page, offset, cursor] = ["page", "offset", "cursor"].map(input);
  const type = textAt(value, "type");
  if (type === "url") return { form: "next-url", items, ...at("next", "nextUrl") };
  if (type === "cursor" && cursor !== undefined)
    return { form: "cursor", items, parameter: cursor, ...at("next", "nextCursor") };
  if (page !== undefined)
    return { form: "page", items, parameter: page, ...at("pageCount", "numPages") };
  return offset === undefined ? null : { form: "offset", items, parameter: offset };
};

const EXTENSIONS: Readonly<Record<string, { readonly name: string; readonly read: Read }>> = {
  "x-ms-pageable": { name: "x-billkit-pages", read: pageable },
  "x-ms-long-running-operation": { name: "x-billkit-report", read: longRunning },
  "x-speakeasy-pagination": { name: "x-billkit-pages", read: speakeasy },
};

/** `$.data.rows` as `/data/rows`; other JSONPaths have no pointer. */
function pointerOf(path: Json | undefined): string | undefined {
  const isPlain = typeof path === "string" && /^\$(?:\.\w+)*$/.test(path);
  return isPlain ? path.slice(1).replaceAll(".", "/") : undefined;
}
