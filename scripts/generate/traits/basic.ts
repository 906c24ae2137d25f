import type { Cursor } from "../contract/cursor.js";
import type { Service } from "../contract/service.js";

/** User name and password of HTTP Basic: each an option and its environment variable. */
export function basicParts(
  credentials: Service["credentials"],
): readonly { readonly option: string; readonly environment: string }[] | undefined {
  const [credential, second] = credentials;
  const basic = second ? undefined : credential?.trait.find("basic");
  const part = (at: Cursor) => ({
    option: at.get("option").text(),
    environment: at.get("environment").text(),
  });
  return basic && [part(basic.get("username")), part(basic.get("password"))];
}
