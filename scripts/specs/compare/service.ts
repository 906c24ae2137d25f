import { isObject, type Json, sameJson } from "../../common/json.js";
import type { Comparison } from "./comparison.js";
import { compareFacts, type Facet, type Facets, list, PROSE_FACETS } from "./facts.js";
import type { Place } from "./place.js";
import { each, join, pairUp, type Sides } from "./sides.js";
import { withoutSlash } from "../vendor.js";
import { format } from "./words.js";

const PROSE_ONLY: Facets = { ...PROSE_FACETS, "*": null };
const METADATA: Facet = { rule: "metadata-changed" };
const CREDENTIAL = "x-billkit-credential";

const ROOT: Facets = {
  ...PROSE_FACETS,
  openapi: METADATA,
  jsonSchemaDialect: METADATA,
  tags: {
    ...list("metadata-changed"),
    read: (place) => [...tagsOf(place).keys()].join(),
    name: "the list of tags",
    wording: "plain",
  },
  "x-billkit-connect": { rule: "connect-changed" },
  ...{ info: null, servers: null, security: null, paths: null, components: null },
};

const INFO: Facets = {
  ...PROSE_FACETS,
  ...{ version: METADATA, license: METADATA, contact: METADATA, termsOfService: METADATA },
  "x-billkit-class": { rule: "class-renamed", name: "the class" },
  "x-billkit-errors": {
    rule: (change) => (isExtended(change) ? "error-form-added" : "error-form-removed"),
    name: "the list of error forms",
  },
  "x-billkit-rate-headers": {
    rule: "rate-headers-changed",
    name: "the list of rate headers",
  },
  "x-billkit-request-id": {
    rule: ([was]) => (was ? "request-id-header-changed" : "request-id-header-added"),
    read: (place) => place.text("header").toLowerCase() || undefined,
    name: "the header of the request id",
  },
};

const COMPONENTS: Facets = {
  ...{ schemas: null, securitySchemes: null, parameters: null, responses: null },
  ...{ requestBodies: null, headers: null, examples: null, links: null },
};

const SCHEME: Facets = {
  ...PROSE_FACETS,
  "x-billkit-reference": { rule: "reference-changed" },
  [CREDENTIAL]: null,
  "*": { rule: "security-scheme-changed" },
  // Which scopes an operation needs is compared with the operation.
  flows: {
    rule: (change) => {
      const [was, is] = each(change, (flows) => withoutScopes(flows?.value ?? null));
      return sameJson(was, is) ? "prose-changed" : "security-scheme-changed";
    },
  },
};

const CREDENTIAL_FACETS: Facets = {
  // Names of headers are case-insensitive.
  header: {
    rule: "credential-placement-changed",
    read: ({ value }) => JSON.stringify(value).toLowerCase(),
  },
  environment: {
    rule: ([was]) => (was ? "credential-environment-changed" : "credential-environment-added"),
  },
  ...{ ambient: { rule: "connect-changed" }, basic: { rule: "connect-changed" } },
  token: { rule: "connect-changed" },
  "*": { rule: "credential-placement-changed" },
};

/** Compares the parts of a contract that describe the service as a whole. */
export function compareService(comparison: Comparison): void {
  const { roots } = comparison;
  const info = each(roots, (root) => root.near("info"));
  const components = each(roots, (root) => root.near("components"));
  const about = (): string => "the document";
  compareFacts(comparison, info, INFO, about);
  compareFacts(comparison, roots, ROOT, about);
  if (!components.includes(roots[0]) && !components.includes(roots[1]))
    compareFacts(comparison, components, COMPONENTS, () => "the components");
  for (const [name, was, is] of join(each(roots, (root) => tagsOf(root.get("tags")))))
    if (was && is) compareFacts(comparison, [was, is], PROSE_ONLY, () => `the tag ${name}`);
  compareSchemes(comparison, components);
  const lists = each(roots, (root) => root.get("servers"));
  compareServer(comparison, lists, roots, "the service");
  const others = (list: Place | undefined): Json[] =>
    Array.isArray(list?.value) ? list.value.slice(1) : [];
  const values = each(lists, others);
  if (sameJson(...values)) return;
  const text = "the servers after the first, which get no requests, have changed";
  comparison.add("metadata-changed", lists, roots, text, { values });
}

/** Compares the first of a list of servers, which gets the requests. */
export function compareServer(
  comparison: Comparison,
  lists: Sides<Place | undefined>,
  near: Sides<Place>,
  owner: string,
): void {
  const servers = each(lists, (list) => list?.get("0"));
  const urls = each(servers, (server) => server && withoutSlash(server.text("url")));
  const subject = `the address of ${owner}`;
  const [was, is] = servers;
  if (urls[0] !== urls[1]) {
    const at = each(servers, (server) => server?.near("url"));
    comparison.report("server-changed", at, near, subject, { values: urls, wording: "values" });
  } else if (was && is) {
    compareFacts(comparison, [was, is], PROSE_ONLY, () => subject);
    const variables = each([was, is], (server) => server.get("variables"));
    const [before, after] = each(variables, (place) => place?.value);
    if (sameJson(before ?? null, after ?? null)) return;
    const text = `the variables of the address ${format(is.text("url"))} were ${format(before)} and are now ${format(after)}`;
    comparison.add("server-changed", variables, [was, is], text);
  }
}

/** Compares how credentials are obtained and sent. */
function compareSchemes(comparison: Comparison, components: Sides<Place>): void {
  const schemes = each(components, (at) => [...at.members("securitySchemes").values()]);
  // One that is replaced by one other has another name.
  const { pairs, gone, added } = pairUp(schemes, [({ key }) => key], () => "scheme");
  for (const pair of pairs) {
    const values = each(pair, ({ key }) => key);
    const subject = `the security scheme ${values[1]}`;
    if (values[0] !== values[1])
      comparison.report("metadata-changed", pair, pair, `the name of ${subject}`, { values });
    const at = each(pair, (place) => place.resolve());
    compareFacts(comparison, at, SCHEME, () => subject);
    const sent = each(at, (place) => place.get(CREDENTIAL) ?? place.here({}));
    compareFacts(comparison, sent, CREDENTIAL_FACETS, () => "the credential");
  }
  for (const place of [...gone, ...added]) {
    const isGone = gone.includes(place);
    const change = [isGone ? place : undefined, isGone ? undefined : place] as const;
    const subject = `the security scheme ${place.key}`;
    comparison.report("security-scheme-changed", change, components, subject);
  }
}

function withoutScopes(flows: Json): Json {
  if (!isObject(flows)) return flows;
  const entries = Object.entries(flows).map(([name, flow]): [string, Json] => [
    name,
    isObject(flow) ? { ...flow, scopes: null } : flow,
  ]);
  return Object.fromEntries(entries);
}

/** Error forms are tried in order, so a new one may only follow; each may gain a pointer. */
function isExtended(change: Sides<Place | undefined>): boolean {
  const [was, is] = each(change, (list) => list?.items() ?? []);
  return was.every(({ object }, index) => {
    const next = is[index]?.object ?? {};
    return sameJson({ ...next, ...object }, next);
  });
}

function tagsOf(list: Place | undefined): Map<string, Place> {
  return new Map(list?.items().map((tag) => [tag.text("name"), tag]));
}
