import { sameJson, sortKeys, type Json } from "../../common/json.js";
import { isObject } from "../../common/json.js";
import type { Comparison } from "./compare.js";
import { compareProse } from "./notes.js";
import type { Place } from "./place.js";
import { say } from "./say.js";

const CREDENTIAL = "x-billkit-credential";

/** Compares how a credential is got and sent. */
export function compareSchemes(comparison: Comparison): void {
  const { old, now, report } = comparison;
  const of = (contract: Place): Map<string, Place> =>
    contract.get("components")?.members("securitySchemes") ?? new Map<string, Place>();
  const [was, is] = [of(old), of(now)];
  const gone = [...was].filter(([name]) => !is.has(name));
  const added = [...is].filter(([name]) => !was.has(name));
  const pairs = [...was].flatMap(([name, place]): [string, Place, Place][] => {
    const other = is.get(name);
    return other ? [[name, place, other]] : [];
  });
  const [[oldName, before] = [], [newName, after] = []] = [gone[0], added[0]];
  if (gone.length === 1 && added.length === 1 && before && after && oldName && newName) {
    pairs.push([newName, before, after]);
    report.add({
      rule: "metadata-changed",
      at: { old: before, new: after },
      old: oldName,
      new: newName,
      text: `the security scheme ${oldName} is now called ${newName}`,
    });
  } else {
    for (const [name, place] of [...gone, ...added])
      report.add({
        rule: "security-scheme-changed",
        at: was.has(name)
          ? { old: place, new: now.near("components") }
          : { old: old.near("components"), new: place },
        old: was.has(name) ? place.value : undefined,
        new: was.has(name) ? undefined : place.value,
        text: `the security scheme ${name} is ${was.has(name) ? "gone" : "new"}`,
      });
  }
  for (const pair of pairs) compareScheme(comparison, ...pair);
}

function compareScheme({ report }: Comparison, name: string, raw: Place, rawNow: Place): void {
  const [old, now] = [raw.resolve(), rawNow.resolve()];
  const subject = `the security scheme ${name}`;
  compareProse(report, [old], [now], { old, new: now }, subject);
  for (const key of [...new Set([...old.members().keys(), ...now.members().keys()])].sort()) {
    if (key === "description" || key === CREDENTIAL) continue;
    const [was, is] = [old.get(key), now.get(key)];
    if (sameJson(factsOf(key, was), factsOf(key, is))) continue;
    const foreign = key.startsWith("x-");
    report.add({
      rule: foreign ? "extension-changed" : "security-scheme-changed",
      at: { old: was ?? old, new: is ?? now },
      old: was?.value,
      new: is?.value,
      text: `\`${key}\` of ${subject} was ${say(factsOf(key, was) ?? undefined)} and is now ${say(factsOf(key, is) ?? undefined)}`,
    });
  }
  compareScopeTexts({ old, new: now }, report, subject);
  const credentials = { old: old.near(CREDENTIAL), new: now.near(CREDENTIAL) };
  for (const key of ["header", "prefix", "environment"]) {
    const [was, is] = [old, now].map((place) => place.get(CREDENTIAL)?.get(key));
    if (spelled(key, was) === spelled(key, is)) continue;
    report.add({
      rule:
        key !== "environment"
          ? "credential-placement-changed"
          : was
            ? "credential-environment-changed"
            : "credential-environment-added",
      at: { old: was ?? credentials.old, new: is ?? credentials.new },
      old: was?.value,
      new: is?.value,
      text: `the ${key} of the credential was ${say(was?.value)} and is now ${say(is?.value)}`,
    });
  }
}

/** Names of headers know no case. */
function spelled(key: string, place: Place | undefined): string | undefined {
  const text = typeof place?.value === "string" ? place.value : undefined;
  return key === "header" ? text?.toLowerCase() : text;
}

/** Flows without their scopes: which of them an operation asks for is the operation's. */
function factsOf(key: string, place: Place | undefined): Json {
  const value = place?.value ?? null;
  if (key !== "flows" || !isObject(value)) return value;
  const flows = Object.entries(value).map(([name, flow]): [string, Json] => [
    name,
    isObject(flow) ? { ...flow, scopes: null } : flow,
  ]);
  return sortKeys(Object.fromEntries(flows));
}

function compareScopeTexts(
  at: { old: Place; new: Place },
  report: Comparison["report"],
  subject: string,
): void {
  for (const [name, flow] of at.old.members("flows")) {
    const [was, is] = [flow.get("scopes"), at.new.get("flows")?.get(name)?.get("scopes")];
    if (!was || !is || sameJson(was.value, is.value)) continue;
    report.add({
      rule: "prose-changed",
      at: { old: was, new: is },
      old: was.value,
      new: is.value,
      text: `the scopes that ${subject} describes are others`,
    });
  }
}
