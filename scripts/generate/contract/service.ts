import { byCodePoint as compare } from "../../common/json.js";
import { readCredentials } from "./credentials.js";
import type { Cursor } from "./cursor.js";
import { methods } from "./normalize.js";
import { bodyKind } from "./media-type.js";

export { compare };

/** One vendor's service, read from the contract and checked for its shape. */
export type Service = Readonly<ReturnType<typeof readService>>;
export type Tag = Readonly<ReturnType<typeof readTags>[number]>;
export type Operation = Readonly<ReturnType<typeof readOperation>>;
export type Parameter = Readonly<ReturnType<typeof readParameter>>;
export type Body = Readonly<NonNullable<ReturnType<typeof readBody>>>;
export type Answer = Readonly<ReturnType<typeof readAnswer>>;
export type AnswerBody = NonNullable<Answer["body"]>;

/**
 * @param contract A normalized contract.
 * @throws {UserError} Something that the generated package needs is missing or of the wrong kind.
 */
export function readService(contract: Cursor) {
  const info = contract.get("info");
  const operations = contract
    .get("paths")
    .entries()
    .flatMap((path) => methods.flatMap((method) => path.find(method) ?? []))
    .map((at) => readOperation(at, contract));
  if (operations.length === 0) contract.get("paths").fail("has no operation");
  return {
    className: info.get("x-billkit-class").text(),
    title: info.get("title").text(),
    description: info.optionalText("description") ?? "",
    server: contract.get("servers").get("0").get("url").text(),
    /** The credentials of each request, all sent together; at least one. */
    credentials: readCredentials(contract),
    /** Parameters with a fixed value, which an option overrides. */
    pinned: contract.find("x-billkit-pinned")?.items().map(readTexts) ?? [],
    requestIdHeader: info.find("x-billkit-request-id")?.get("header").text(),
    errors: info.find("x-billkit-errors")?.items().map(readTexts) ?? [],
    rateHeaders: readTexts(info.get("x-billkit-rate-headers")),
    tags: readTags(contract, operations).sort((one, other) => compare(one.name, other.name)),
    /** By name, each with its place in the contract. */
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

function readTags(contract: Cursor, operations: readonly Operation[]) {
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

function readOperation(at: Cursor, contract: Cursor) {
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
    /** The name of the operation in the vendor's own reference. */
    reference: at.optionalText("x-billkit-reference"),
    /** Any one of them is sufficient. */
    permissions: at.find("x-billkit-permissions")?.texts() ?? [],
    scopes: requirements.flatMap((each) => each.entries().flatMap((scheme) => scheme.texts())),
    parameters: at.get("parameters").items().map(readParameter),
    body: readBody(at.find("requestBody")),
    answers: at.get("responses").entries().map(readAnswer),
    at,
  };
}

function readParameter(at: Cursor) {
  const place = at.get("in").text();
  const style = (place === "query" ? at.optionalText("style") : undefined) ?? "form";
  return {
    name: at.get("name").text(),
    in: place,
    /** How an array or object is written in a query; `form` elsewhere, where core knows one way. */
    style,
    explode: place !== "query" || style === "deepObject" || at.find("explode")?.value !== false,
    required: at.find("required")?.value === true,
    description: at.optionalText("description") ?? "",
    schema: at.get("schema"),
    at,
  };
}

function readBody(at: Cursor | undefined) {
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

function readAnswer(at: Cursor) {
  const bodies = (at.find("content")?.entries() ?? []).map((content) => ({
    kind: bodyKind(content.key),
    /** As the contract spells it. */
    mediaType: content.key,
    schema: content.get("schema"),
  }));
  const body = (["json", "text", "bytes"] as const)
    .map((kind) => bodies.find((each) => each.kind === kind))
    .find((each) => each !== undefined);
  return {
    status: at.key,
    description: at.optionalText("description") ?? "",
    /** The body that is read: JSON before text before bytes. Undefined: none is declared. */
    body,
    /** The body, if it is JSON. */
    json: body?.kind === "json" ? body : undefined,
    /** Other declared media types. */
    others: bodies.filter((each) => each !== body).map((each) => each.mediaType),
  };
}
