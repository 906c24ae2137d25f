import { listAt, isObject, objectAt, textAt } from "../../common/json.js";
import type { BuiltVendor } from "../build.js";
import { operationsWithoutSummary, undescribed } from "../contract/complete.js";
import type { DescribedTraits } from "./described-traits.js";
import { UNPUBLISHED } from "./vendor-file.js";

/** What `add` prints: what it wrote and decided, what it left out, and what a person does next. */
export function pageOf(
  name: string,
  built: BuiltVendor,
  written: readonly string[],
  leftOut: ReadonlyMap<string, readonly string[]>,
  { traits, unused }: DescribedTraits,
): string[] {
  const { contract, vendor } = built;
  const summaries = operationsWithoutSummary(contract);
  const overlay = `specs/${name}/overlay.yaml`;
  const todo = [
    vendor.sources.includes(UNPUBLISHED) &&
      `specs/${name}/vendor.yaml: sources: where the description is published (--published URL)`,
    vendor.securitySchemes.size === 0 &&
      `${overlay}: the credential: the description declares none, so Bearer`,
    summaries.length > 0 && `${overlay}: a summary for each of ${summaries.join(", ")}`,
    `packages/${name}/README.md: the introduction`,
  ].filter((line) => line !== false);
  return [
    ...section("Written", written.length > 0 ? written : ["nothing: everything is up to date"]),
    ...section("Credentials", credentialLines(built)),
    ...section(
      `Types widened, since examples break them; widen in specs/${name}/vendor.yaml can change it`,
      [...vendor.widened].map(([place, types]) => `${place}: also ${types.join(" or ")}`),
    ),
    ...section(
      `Taken from the description; ${overlay} can change it`,
      traits.map(
        ({ operation, extension, name: trait }) => `${operation.key}: ${extension} as ${trait}`,
      ),
    ),
    ...section(`Left out: extensions that no trait expresses; ${overlay} can add one`, unused),
    ...section(
      "Left out: these operations can't be expressed",
      [...leftOut].flatMap(([key, problems]) => [key, ...problems.map((line) => `  ${line}`)]),
    ),
    ...section("Notices", built.notices),
    ...section("Before the first release", todo),
    `${undescribed(contract).length} places have no text of ours, which is fine; npm run specs -- check lists them`,
    `Next: npm install && npm run generate && npx turbo run build test --filter=@billkit/${name}`,
  ];
}

function credentialLines({ contract }: BuiltVendor): string[] {
  const schemes = objectAt(objectAt(contract, "components"), "securitySchemes");
  const credentials = Object.entries(schemes).map(([name, scheme]) => {
    const trait = isObject(scheme) ? objectAt(scheme, "x-billkit-credential") : {};
    const place = textAt(trait, "query")
      ? `query parameter ${textAt(trait, "query")}`
      : `header ${textAt(trait, "header")}`;
    const basic = objectAt(trait, "basic");
    const variables = [trait, objectAt(basic, "username"), objectAt(basic, "password")]
      .map((each) => textAt(each, "environment"))
      .filter(Boolean);
    const isEncoded = variables.length < 2 && /^basic /i.test(textAt(trait, "prefix"));
    const what = isEncoded ? ", base64 of USER:PASSWORD" : "";
    return `${name}: ${place}${what}, from ${variables.join(" and ") || "the option"}`;
  });
  const pinned = listAt(contract, "x-billkit-pinned")
    .filter(isObject)
    .map(
      (each) =>
        `${textAt(each, "in")} ${textAt(each, "name")}: ${textAt(each, "value")}, unless option ${textAt(each, "option")} is set`,
    );
  return [...credentials, ...pinned];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""];
}
