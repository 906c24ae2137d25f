/** A trailing slash doesn't make a different server. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, "");
}
