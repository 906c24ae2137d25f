import { Cursor } from "./cursor.js";
import { isObject, objectAt, type Json, type JsonObject } from "../../common/json.js";

export const methods = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
] as const;

/** What generated files are made of. The rest, webhooks for one, is not looked at. */
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

/**
 * A copy in which every parameter, body and answer stands at its operation, so that only schemas are
 * referred to: what either generator makes of other references differs.
 */
export function normalize(contract: Cursor): Cursor {
  const document = Object.fromEntries(
    Object.entries(structuredClone(contract.object())).filter(([key]) => used.includes(key)),
  );
  const info = document.info;
  if (isObject(info)) {
    delete info.contact;
    delete info.license;
    delete info.termsOfService;
  }
  const paths: JsonObject = {};
  for (const item of contract.get("paths").entries()) {
    paths[item.key] = Object.fromEntries(
      methods.flatMap((method) => {
        const operation = item.find(method);
        return operation ? [[method, normalizeOperation(item, operation)]] : [];
      }),
    );
  }
  document.paths = paths;
  document.components = structuredClone({
    schemas: contract.find("components")?.find("schemas")?.value ?? {},
    securitySchemes: contract.find("components")?.find("securitySchemes")?.value ?? {},
  });
  return new Cursor({ ...contract.source, document }, [], document);
}

function normalizeOperation(item: Cursor, operation: Cursor): JsonObject {
  const result = structuredClone(operation.object());
  const own = (operation.find("parameters")?.items() ?? []).map((each) => each.resolve());
  const shared = (item.find("parameters")?.items() ?? []).map((each) => each.resolve());
  // Header names are case-insensitive (RFC 9110, 5.1).
  const identity = (each: Cursor): string => {
    const [place, name] = [each.get("in").text(), each.get("name").text()];
    return `${place} ${place === "header" ? name.toLowerCase() : name}`;
  };
  const owned = own.map(identity);
  const inherited = shared.filter((each) => !owned.includes(identity(each)));
  result.parameters = [...inherited, ...own].map((each) => structuredClone(each.object()));
  const body = operation.find("requestBody");
  if (body) result.requestBody = structuredClone(body.resolve().object());
  const answers = operation.get("responses").entries();
  result.responses = Object.fromEntries(
    answers.map((answer): [string, Json] => {
      const copy = structuredClone(answer.resolve().object());
      delete copy.headers;
      delete copy.links;
      for (const content of Object.values(objectAt(copy, "content")))
        if (isObject(content)) content.schema ??= {};
      return [answer.key, copy];
    }),
  );
  return result;
}

export function schemasOf(document: Cursor): JsonObject {
  const schemas = document.get("components").get("schemas").value;
  return isObject(schemas) ? schemas : {};
}
