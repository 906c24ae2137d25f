import { byCodePoint as compare } from "../../common/json.js";
import { readCredentials, type CredentialScheme } from "./credentials.js";
import type { Cursor } from "./cursor.js";
import { methods } from "./normalize.js";
import { bodyKind, type BodyKind } from "./media-type.js";

export { compare };

/** One vendor's service, read from the contract and checked for its shape. */
export interface Service {
  readonly className: string;
  readonly title: string;
  readonly description: string;
  readonly server: string;
  /** The credentials of each request, all sent together; at least one. */
  readonly credentials: readonly CredentialScheme[];
  /** Parameters with a fixed value, which an option overrides. */
  readonly pinned: readonly Readonly<Record<string, string>>[];
  readonly requestIdHeader: string | undefined;
  readonly errors: readonly Readonly<Record<string, string>>[];
  readonly rateHeaders: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  /** By name, each with its place in the contract. */
  readonly schemas: readonly Cursor[];
}

export interface Tag {
  readonly name: string;
  readonly description: string;
  readonly at: Cursor;
  readonly operations: readonly Operation[];
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  /** The name of the operation in the vendor's own reference. */
  readonly reference: string | undefined;
  /** Any one of them is sufficient. */
  readonly permissions: readonly string[];
  readonly scopes: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  readonly answers: readonly Answer[];
  readonly at: Cursor;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  /** How an array or object is written in a query; `form` elsewhere, where core knows one way. */
  readonly style: string;
  readonly explode: boolean;
  readonly required: boolean;
  readonly description: string;
  readonly schema: Cursor;
  readonly at: Cursor;
}

export interface Body {
  readonly mediaType: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: Cursor;
  readonly at: Cursor;
}

export interface Answer {
  readonly status: string;
  readonly description: string;
  /** The body that is read: JSON before text before bytes. Undefined: none is declared. */
  readonly body: AnswerBody | undefined;
  /** The body, if it is JSON. */
  readonly json: AnswerBody | undefined;
  /** Other declared media types. */
  readonly others: readonly string[];
}

export interface AnswerBody {
  readonly kind: BodyKind;
  /** As the contract spells it. */
  readonly mediaType: string;
  readonly schema: Cursor;
}

/**
 * @param contract A normalized contract.
 * @throws {UserError} Something that the generated package needs is missing or of the wrong kind.
 */
export function readService(contract: Cursor): Service {
  const info = contract.get("info");
  const operations = contract
    .get("paths")
    .entries()
    .flatMap((path) => methods.flatMap((method) => path.find(method) ?? []))
    .map((at) => readOperation(at, contract));
  if (operations.length === 0) contract.get("paths").fail("has no operation");
  const byName = <T extends { name: string }>(list: T[]): T[] =>
    list.sort((one, other) => compare(one.name, other.name));
  return {
    className: info.get("x-billkit-class").text(),
    title: info.get("title").text(),
    description: info.optionalText("description") ?? "",
    server: contract.get("servers").get("0").get("url").text(),
    credentials: readCredentials(contract),
    pinned: contract.find("x-billkit-pinned")?.items().map(readTexts) ?? [],
    requestIdHeader: info.find("x-billkit-request-id")?.get("header").text(),
    errors: info.find("x-billkit-errors")?.items().map(readTexts) ?? [],
    rateHeaders: readTexts(info.get("x-billkit-rate-headers")),
    tags: byName(readTags(contract, operations)),
    schemas: contract
      .get("components")
      .get("schemas")
      .entries()
      .sort((one, other) => compare(one.key, other.key)),
  };
}

function readTexts(at: Cursor): Record<string, string> {
  return at.value === undefined
    ? {}
    : Object.fromEntries(at.entries().map((entry) => [entry.key, entry.text()]));
}

function readTags(contract: Cursor, operations: readonly Operation[]): Tag[] {
  const declared = contract.find("tags")?.items() ?? [];
  const used = [...new Set(operations.map((operation) => operation.tag))];
  return used.map((name) => {
    const at = declared.find((tag) => tag.get("name").value === name);
    if (!at) return contract.get("tags").fail(`has no entry named "${name}"`);
    return {
      name,
      description: at.optionalText("description") ?? "",
      at,
      operations: operations
        .filter((operation) => operation.tag === name)
        .sort((one, other) => compare(one.id, other.id)),
    };
  });
}

function readOperation(at: Cursor, contract: Cursor): Operation {
  const [tag, second] = at.get("tags").texts();
  if (tag === undefined || second !== undefined) at.get("tags").fail("must have exactly one tag");
  const requirements = (at.find("security") ?? contract.get("security")).items();
  return {
    id: at.get("operationId").text(),
    method: at.key.toUpperCase(),
    path: at.pointer.at(-2) ?? "",
    tag: tag ?? "",
    summary: at.optionalText("summary") ?? "",
    description: at.optionalText("description") ?? "",
    deprecated: at.find("deprecated")?.value === true,
    reference: at.optionalText("x-billkit-reference"),
    permissions: at.find("x-billkit-permissions")?.texts() ?? [],
    scopes: requirements.flatMap((each) => each.entries().flatMap((scheme) => scheme.texts())),
    parameters: at.get("parameters").items().map(readParameter),
    body: readBody(at.find("requestBody")),
    answers: at.get("responses").entries().map(readAnswer),
    at,
  };
}

function readParameter(at: Cursor): Parameter {
  const place = at.get("in").text();
  const style = (place === "query" ? at.optionalText("style") : undefined) ?? "form";
  return {
    name: at.get("name").text(),
    in: place,
    style,
    explode: place !== "query" || style === "deepObject" || at.find("explode")?.value !== false,
    required: at.find("required")?.value === true,
    description: at.optionalText("description") ?? "",
    schema: at.get("schema"),
    at,
  };
}

function readBody(at: Cursor | undefined): Body | undefined {
  if (!at) return undefined;
  const [content, second] = at.get("content").entries();
  if (!content || second) return at.get("content").fail("must have exactly one media type");
  return {
    mediaType: content.key,
    required: at.find("required")?.value === true,
    description: at.optionalText("description") ?? "",
    schema: content.get("schema"),
    at,
  };
}

function readAnswer(at: Cursor): Answer {
  const bodies = (at.find("content")?.entries() ?? []).map((content) => ({
    kind: bodyKind(content.key),
    mediaType: content.key,
    schema: content.get("schema"),
  }));
  const body = (["json", "text", "bytes"] as const)
    .map((kind) => bodies.find((each) => each.kind === kind))
    .find((each) => each !== undefined);
  return {
    status: at.key,
    description: at.optionalText("description") ?? "",
    body,
    json: body?.kind === "json" ? body : undefined,
    others: bodies.filter((each) => each !== body).map((each) => each.mediaType),
  };
}
