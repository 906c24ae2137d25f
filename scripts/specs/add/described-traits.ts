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
export interface DescribedTrait {
  readonly operation: FoundOperation;
  /** The extension's name, such as `x-ms-pageable`. */
  readonly extension: string;
  readonly name: "x-billkit-pages" | "x-billkit-report";
  readonly trait: JsonObject;
}

/**
 * The traits that descriptions declare in other tools' extensions: the defaults of a new overlay. Traits
 * that don't fit the contract are omitted; see {@link unusedExtensions}.
 * @param names the operations' ids
 * @param contract without these traits
 */
export function describedTraits(
  operations: readonly FoundOperation[],
  names: ReadonlyMap<string, string>,
  contract: JsonObject,
): DescribedTrait[] {
  return operations
    .flatMap((operation) => [
      pageable(operation),
      longRunning(operation, names.get(operation.key) ?? ""),
      speakeasy(operation),
    ])
    .flatMap((each) => (each && fits(contract, each) ? [each] : []));
}

/** The extensions that no trait expresses, each with its operation: a person can describe it. */
export function unusedExtensions(
  operations: readonly FoundOperation[],
  traits: readonly DescribedTrait[],
): string[] {
  return operations.flatMap((each) =>
    Object.entries(declared)
      .filter(([extension, isDeclared]) => isDeclared(own(each.operation, extension)))
      .filter(([name]) => !traits.some((it) => it.operation === each && it.extension === name))
      .map(([extension]) => `${each.key}: ${extension}`),
  );
}

/** Whether an operation has pages, or a report. */
const declared: Readonly<Record<string, (value: Json | undefined) => boolean>> = {
  // Without a name, all items are on one page.
  "x-ms-pageable": (value) => isObject(value) && typeof value.nextLinkName === "string",
  "x-ms-long-running-operation": (value) => value === true,
  "x-speakeasy-pagination": isObject,
};

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

/** AutoRest: the response has the address of the next page. Without a `nextLinkName` there is one page. */
function pageable(operation: FoundOperation): DescribedTrait | undefined {
  const extension = "x-ms-pageable";
  const declared = own(operation.operation, extension);
  if (!isObject(declared) || typeof declared.nextLinkName !== "string") return undefined;
  const items = textAt(declared, "itemName") || "value";
  const trait = { form: "next-url", items: `/${items}`, next: `/${declared.nextLinkName}` };
  return { operation, extension, name: "x-billkit-pages", trait };
}

/** AutoRest: 202 with Location, unless `final-state-via` names another way. */
function longRunning(operation: FoundOperation, name: string): DescribedTrait | undefined {
  const extension = "x-ms-long-running-operation";
  const { operation: declared } = operation;
  if (declared[extension] !== true) return undefined;
  const via = textAt(objectAt(declared, `${extension}-options`), "final-state-via");
  const isAccepted = own(objectAt(declared, "responses"), "202") !== undefined;
  if (!["", "location"].includes(via) || !isAccepted) return undefined;
  return { operation, extension, name: "x-billkit-report", trait: { form: "location", name } };
}

/** Speakeasy: a page number, an offset, a cursor or the next address. */
function speakeasy(operation: FoundOperation): DescribedTrait | undefined {
  const extension = "x-speakeasy-pagination";
  const declared = own(operation.operation, extension);
  if (!isObject(declared)) return undefined;
  const outputs = objectAt(declared, "outputs");
  const items = pointerOf(own(outputs, "results"));
  if (items === undefined) return undefined;
  const at = (key: string, output: string): JsonObject => {
    const pointer = pointerOf(own(outputs, output));
    return pointer === undefined ? {} : { [key]: pointer };
  };
  const inputs = listAt(declared, "inputs").filter(isObject);
  const input = (type: string): string | undefined => {
    const found = inputs.find((each) => each.type === type && each.in === "parameters");
    return found && textAt(found, "name");
  };
  const [page, offset, cursor] = ["page", "offset", "cursor"].map(input);
  const type = textAt(declared, "type");
  let trait: JsonObject;
  if (type === "url") trait = { form: "next-url", items, ...at("next", "nextUrl") };
  else if (type === "cursor" && cursor !== undefined)
    trait = { form: "cursor", items, parameter: cursor, ...at("next", "nextCursor") };
  else if (page !== undefined)
    trait = { form: "page", items, parameter: page, ...at("pageCount", "numPages") };
  else if (offset !== undefined) trait = { form: "offset", items, parameter: offset };
  else return undefined;
  return { operation, extension, name: "x-billkit-pages", trait };
}

/** `$.data.rows` as `/data/rows`; other JSONPaths have no pointer. */
function pointerOf(path: Json | undefined): string | undefined {
  const isPlain = typeof path === "string" && /^\$(?:\.\w+)*$/.test(path);
  return isPlain ? path.slice(1).replaceAll(".", "/") : undefined;
}
