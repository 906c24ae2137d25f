/** With and without a last slash, a server is the same. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, "");
}
