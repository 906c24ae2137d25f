import { Cursor } from "./cursor.js";
import { isObject, type JsonObject } from "../../common/json.js";

/** The methods that a client can send: `fetch` rejects TRACE. */
export const methods = ["get", "put", "post", "delete", "options", "head", "patch"] as const;

/** The parts that files are generated from. Others, such as webhooks, are ignored. */
const used = [
  "openapi",
  "info",
  "servers",
  "tags",
  "security",
  "paths",
  "components",
  "x-billkit-connect",
  "x-billkit-pinned",
];

/** A copy of the parts that files are generated from; content without a schema gets an empty one. */
export function normalize(contract: Cursor): Cursor {
  const document = Object.fromEntries(
    Object.entries(structuredClone(contract.object())).filter(([key]) => used.includes(key)),
  );
  const copy = new Cursor({ ...contract.source, document }, [], document);
  const info = copy.get("info").object();
  for (const key of ["contact", "license", "termsOfService"]) Reflect.deleteProperty(info, key);
  for (const operation of operationsIn(copy)) {
    for (const answer of operation.get("responses").entries())
      for (const content of answer.find("content")?.entries() ?? []) content.object().schema ??= {};
  }
  return copy;
}

export const operationsIn = (document: Cursor): Cursor[] =>
  document
    .get("paths")
    .entries()
    .flatMap((item) => item.entries());

export function schemasOf(document: Cursor): JsonObject {
  const schemas = document.get("components").get("schemas").value;
  return isObject(schemas) ? schemas : {};
}
