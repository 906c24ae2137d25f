import { parseDocument } from "yaml";
import {
  type Json,
  type JsonObject,
  listAt,
  isObject,
  objectAt,
  sameJson,
  textAt,
  textsAt,
} from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { toYaml } from "../../common/yaml.js";
import type { Contradiction } from "../select/examples.js";
import { type ChosenCredentials, serversOf } from "./credentials.js";
import type { FoundOperation } from "./operations.js";

/** The flags of `add`. */
export interface AddFlags {
  readonly class?: string | undefined;
  readonly server?: string | undefined;
  /** Where a description that is read from a file is published. */
  readonly published?: string | undefined;
  /** Environment variables of the credentials, in order. */
  readonly env: readonly string[];
  /** Parameters to leave out, each as `in name`. */
  readonly drop: readonly string[];
  /** `Schema=field,field` */
  readonly fields: readonly string[];
  /** Addresses that a `$ref` may lead to. */
  readonly reference: readonly string[];
}

/** A reserved domain (RFC 2606), so that the address leads nowhere. */
export const UNPUBLISHED = "https://unpublished.invalid/openapi.yaml";

/** The keys of vendor.yaml that don't depend on the description. */
export function startOf(
  existing: JsonObject,
  flags: AddFlags,
  className: string,
  from: readonly string[],
): JsonObject {
  const published = (place: string): string =>
    /^https:\/\//i.test(place) ? place : (flags.published ?? UNPUBLISHED);
  const sources = from.length === 0 ? textsAt(existing, "sources") : from.map(published);
  const drop = merged(textsAt(objectAt(existing, "drop"), "parameters"), flags.drop);
  const references = merged(textsAt(existing, "references"), flags.reference);
  const fields = { ...objectAt(existing, "fields"), ...fieldsOf(flags.fields) };
  return {
    title: textAt(existing, "title") || className,
    ...existing,
    class: className,
    sources: keptSources(existing, merged(sources, [])),
    ...(references.length > 0 && { references }),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(drop.length > 0 && { drop: { parameters: drop } }),
  };
}

/** A description from a file doesn't replace the address that an earlier run wrote. */
function keptSources(existing: JsonObject, sources: readonly string[]): Json[] {
  const known = textsAt(existing, "sources");
  return sources.every((each) => each === UNPUBLISHED) && known.length > 0 ? known : [...sources];
}

function fieldsOf(texts: readonly string[]): JsonObject {
  const entries = texts.map((text): [string, Json] => {
    const [, schema, list] = /^(\w+)=(\S+)$/.exec(text) ?? [];
    if (schema === undefined || list === undefined)
      throw new UserError(`--fields: ${JSON.stringify(text)} is not of the form "Schema=a,b"`);
    return [schema, list.split(",").filter(Boolean)];
  });
  return Object.fromEntries(entries);
}

/** vendor.yaml for some operations of the description. */
export function vendorOf(
  start: JsonObject,
  found: readonly FoundOperation[],
  names: ReadonlyMap<string, string>,
  credentials: ChosenCredentials,
  server: string | undefined,
): JsonObject {
  const base = textsAt(start, "sources").find((each) => each !== UNPUBLISHED);
  const servers = found.flatMap((each) => serversOf(each, base));
  const chosen =
    server ??
    (textAt(start, "server") ||
      servers.map(({ usable }) => usable).find((each) => /^https:\/\/[^{}]+$/.test(each)));
  if (chosen === undefined)
    throw new UserError("the description names no https server: pass one with --server URL");
  const listed = [...new Set(servers.map((each) => each.listed))];
  const unlisted = listed.length > 0 && !listed.includes(chosen) ? [chosen] : [];
  const schemes = { ...credentials.names, ...objectAt(start, "securitySchemes") };
  const accept = [
    ...[...listed.filter((each) => each !== chosen && each !== ""), ...unlisted].map((each) => ({
      server: each,
      reason: `The client calls ${chosen}.`,
    })),
    ...credentials.others.map((each) => ({
      securityScheme: each,
      reason: `The client sends ${Object.keys(credentials.schemes).join(" and ")}.`,
    })),
  ];
  const known = listAt(start, "accept");
  const all = known.concat(accept.filter((each) => !known.some((other) => isAbout(other, each))));
  return {
    ...start,
    server: chosen,
    operations: Object.fromEntries(
      found.map(({ key, tag }) => [key, { operationId: names.get(key) ?? "", tag }]),
    ),
    ...(Object.keys(schemes).length > 0 && { securitySchemes: schemes }),
    ...(all.length > 0 && { accept: all }),
  };
}

function isAbout(one: Json, other: JsonObject): boolean {
  return (
    isObject(one) &&
    ["server", "securityScheme"].some((key) => one[key] !== undefined && one[key] === other[key])
  );
}

/**
 * vendor.yaml with the types that examples show besides the declared ones; its own entries stay. An example
 * that is a list or an object is a mistake rather than a type, and only a notice.
 */
export function widened(vendor: JsonObject, contradictions: readonly Contradiction[]): JsonObject {
  const types: Record<string, string[]> = {};
  for (const { place, shown } of contradictions)
    if (!["array", "object"].includes(shown)) (types[place] ??= []).push(shown);
  const widen = { ...types, ...objectAt(vendor, "widen") };
  return Object.keys(widen).length > 0 ? { ...vendor, widen } : vendor;
}

/** The keys that every vendor.yaml begins with. */
const FIRST = ["title", "class", "server", "sources", "references", "operations"];

/** vendor.yaml's text. An existing one keeps its order and comments where nothing changes. */
export function vendorText(vendor: JsonObject, existing: string | undefined): string {
  if (existing === undefined) {
    const first = FIRST.filter((key) => vendor[key] !== undefined);
    const text = toYaml({ ...Object.fromEntries(first.map((key) => [key, ""])), ...vendor });
    return `# yaml-language-server: $schema=../vendor.schema.json\n${text}`;
  }
  const document = parseDocument(existing);
  const before = document.toJS() as JsonObject;
  const changed = Object.keys(vendor).filter(
    (key) => !sameJson(before[key] ?? null, vendor[key] ?? null),
  );
  for (const key of changed) document.set(key, document.createNode(vendor[key]));
  return changed.length === 0 ? existing : document.toString();
}

function merged(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}
