/** The address in a `Link` header (RFC 8288) whose relation is `next`. */
export function nextLink(header: string | null): string | undefined {
  // A comma may also stand inside an address.
  for (const link of (header ?? "").split(/,\s*(?=<)/)) {
    const [, address, parameters = ""] = /^\s*<([^>]*)>(.*)$/s.exec(link) ?? [];
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
    const names = (relation?.[1] ?? relation?.[2] ?? "").toLowerCase().split(/\s+/);
    if (address !== undefined && names.includes("next")) return address;
  }
  return undefined;
}
