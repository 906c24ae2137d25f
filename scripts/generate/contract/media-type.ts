/** What a call resolves to: parsed JSON, a string, an ArrayBuffer, or undefined. */
export type BodyKind = "json" | "text" | "bytes";

/** JSON by RFC 6839's suffix too; `*\/*` with a schema is JSON in practice. */
export function isJson(mediaType: string): boolean {
  return mediaType === "*/*" || /^(?:application|text)\/(?:[^;]*\+)?json(?:;|$)/i.test(mediaType);
}

export function bodyKind(mediaType: string): BodyKind {
  if (isJson(mediaType)) return "json";
  const isText = /^text\/|[/+.-](?:csv|html|json-seq|jsonl|jsonlines|ndjson|tsv|xml|ya?ml)(?:;|$)/i;
  return isText.test(mediaType) ? "text" : "bytes";
}
