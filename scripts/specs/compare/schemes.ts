import { isObject, type Json, sameJson, sortKeys } from "../../common/json.js";
import type { RuleId } from "../rate/rules.js";
import type { Context } from "./context.js";
import { changeWords, compareProse, unknownRule } from "./notes.js";
import type { Place, Sides } from "./place.js";
import { type Report, samePlace } from "./report.js";
import { fromTo } from "./words.js";

const CREDENTIAL = "x-billkit-credential";

/** Compares how a credential is obtained and sent. */
export function compareSchemes({ old, now, report }: Context): void {
  const near = { old: old.near("components"), now: now.near("components") };
  const [was, is] = [near.old.members("securitySchemes"), near.now.members("securitySchemes")];
  for (const [name, place] of was) {
    const other = is.get(name);
    if (other) compareScheme(report, name, place, other);
  }
  const gone = [...was].filter(([name]) => !is.has(name));
  const added = [...is].filter(([name]) => !was.has(name));
  const [[oldName, before] = [], [newName, after] = []] = [gone[0], added[0]];
  if (gone.length === 1 && added.length === 1 && before && after && oldName && newName) {
    const text = `the security scheme ${oldName} is now called ${newName}`;
    report.add("metadata-changed", { old: before, now: after }, [oldName, newName], text);
    compareScheme(report, newName, before, after);
    return;
  }
  for (const [name] of [...gone, ...added]) {
    const [from, to] = [was.get(name), is.get(name)];
    const text = `the security scheme ${name} ${changeWords(from, to)}`;
    report.part("security-scheme-changed", from, to, near, text);
  }
}

function compareScheme(report: Report, name: string, old: Place, now: Place): void {
  const at = { old: old.resolve(), now: now.resolve() };
  const subject = `the security scheme ${name}`;
  compareProse(report, at, subject);
  const keys = new Set([...at.old.members().keys(), ...at.now.members().keys()]);
  for (const key of [...keys].sort()) {
    if (key === "description" || key === CREDENTIAL) continue;
    const [was, is] = [at.old.get(key), at.now.get(key)];
    const [from, to] = [was, is].map((place) => withoutScopes(key, place?.value ?? null));
    if (sameJson(from ?? null, to ?? null)) continue;
    const text = `\`${key}\` of ${subject} ${fromTo(from ?? undefined, to ?? undefined)}`;
    report.part(schemeRule(key), was, is, at, text);
  }
  compareScopeTexts(report, at, subject);
  const members = [at.old, at.now].flatMap((place) => [...place.members(CREDENTIAL).keys()]);
  for (const key of new Set(members)) compareCredential(report, at, key);
}

function schemeRule(key: string): RuleId {
  if (key === "x-billkit-reference") return "reference-changed";
  return key.startsWith("x-") ? unknownRule(key) : "security-scheme-changed";
}

function compareCredential(report: Report, at: Sides<Place>, key: string): void {
  const near = { old: at.old.near(CREDENTIAL), now: at.now.near(CREDENTIAL) };
  const [was, is] = [at.old, at.now].map((place) => place.get(CREDENTIAL)?.get(key));
  // Names of headers are case-insensitive.
  const spelled = (place: Place | undefined): string | undefined => {
    const text = typeof place?.value === "string" ? place.value : undefined;
    return key === "header" ? text?.toLowerCase() : text;
  };
  if (spelled(was) === spelled(is)) return;
  report.part(
    credentialRule(key, was),
    was,
    is,
    near,
    `the ${key} of the credential ${fromTo(was?.value, is?.value)}`,
  );
}

function credentialRule(key: string, was: Place | undefined): RuleId {
  if (["ambient", "basic", "token"].includes(key)) return "connect-changed";
  if (key !== "environment") return "credential-placement-changed";
  return was ? "credential-environment-changed" : "credential-environment-added";
}

/** Flows without their scopes: which scopes an operation needs is compared with the operation. */
function withoutScopes(key: string, value: Json): Json {
  if (key !== "flows" || !isObject(value)) return value;
  const flows = Object.entries(value).map(([name, flow]): [string, Json] => [
    name,
    isObject(flow) ? { ...flow, scopes: null } : flow,
  ]);
  return sortKeys(Object.fromEntries(flows));
}

function compareScopeTexts(report: Report, { old, now }: Sides<Place>, subject: string): void {
  for (const [name, flow] of old.members("flows")) {
    const [was, is] = [flow.get("scopes"), now.get("flows")?.get(name)?.get("scopes")];
    if (!was || !is || samePlace(was, is)) continue;
    const text = `the scopes that ${subject} describes have changed`;
    report.part("prose-changed", was, is, { old, now }, text);
  }
}
