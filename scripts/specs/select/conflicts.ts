import type { Description } from "../read/convert.js";
import { placementOf, schemesOf } from "../contract/credentials.js";
import type { Findings } from "./findings.js";
import { firstDifference, isObject, type JsonObject, objectAt, own } from "../../common/json.js";
import { differenceInMeaning, type Placed } from "./meaning.js";
import { reachedReferences } from "./reach.js";

/** Something to which a description gives a name. */
interface Named {
  readonly name: string;
  readonly placed: Placed;
}

/**
 * Reports each name to which several sources give different things, of those that the wanted
 * operations reach: one of the sources is out of date, or they are not of one API.
 */
export function reportConflicts(descriptions: readonly Description[], findings: Findings): void {
  if (descriptions.length < 2) return;
  const first = new Map<string, { source: string; placed: Placed }>();
  const compare = (
    { name: source }: Description,
    about: "schema" | "securityScheme",
    { name, placed }: Named,
    differ: (a: Placed, b: Placed) => readonly string[] | undefined,
  ): void => {
    const known = first.get(`${about} ${name}`);
    if (known === undefined) {
      first.set(`${about} ${name}`, { source, placed });
      return;
    }
    const where = differ(known.placed, placed);
    if (where === undefined) return;
    findings.report(
      about,
      name,
      `${findings.vendor.at("sources")}: ${known.source} and ${source} do not agree on the ` +
        `${about === "schema" ? "schema" : "security scheme"} ${name}: ` +
        `${where.join(".")} differs; accept it if both are right`,
      true,
    );
  };
  for (const description of descriptions) {
    for (const schema of schemasUsed(description, findings))
      compare(description, "schema", schema, differenceInMeaning);
    for (const scheme of schemesUsed(description, findings))
      compare(description, "securityScheme", scheme, differenceInPlacement);
  }
}

function differenceInPlacement(a: Placed, b: Placed): string[] | undefined {
  const [x, y] = [a, b].map(({ node }) => placementOf(isObject(node) ? node : {}));
  const where = firstDifference(x ?? {}, y ?? {});
  return where.length > 0 ? where : undefined;
}

/** The schemas that the wanted operations lead to under the description's own names. */
function schemasUsed({ document }: Description, { vendor }: Findings): Named[] {
  const sections = [
    objectAt(objectAt(document, "components"), "schemas"),
    objectAt(document, "definitions"),
  ];
  return [...reachedReferences(document, vendor)].flatMap((reference) => {
    const name = /^#\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(reference)?.[1];
    if (name === undefined || !sections.some((section) => own(section, name) !== undefined))
      return [];
    return [{ name, placed: { document, node: { $ref: reference } } }];
  });
}

/** The security schemes that the wanted operations ask for. */
function schemesUsed({ document }: Description, { vendor }: Findings): Named[] {
  const names = vendor.operations.flatMap(({ path, method }) => {
    const operation: JsonObject = objectAt(objectAt(objectAt(document, "paths"), path), method);
    const security = own(operation, "security") ?? own(document, "security");
    const requirements = Array.isArray(security) ? security.filter(isObject) : [];
    return requirements.flatMap((requirement) => Object.keys(requirement));
  });
  return [...new Set(names)].flatMap((name) => {
    const node = own(schemesOf(document), name);
    return node === undefined ? [] : [{ name, placed: { document, node } }];
  });
}
