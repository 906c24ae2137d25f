import { ConfigurationError } from "../errors.js";
import type { ServiceDefinition } from "./service.js";

/** The credential of HTTP Basic (RFC 7617), in UTF-8: `btoa` alone rejects characters beyond Latin-1. */
export function basicCredential([username = "", password = ""]: readonly string[]): string {
  if (username.includes(":"))
    throw new ConfigurationError("a user name for HTTP Basic can't hold a colon", {});
  return btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)));
}

/**
 * Lets a client take user name and password instead of a credential of HTTP Basic, and keeps the password
 * out of errors and logs besides the credential.
 * @param username the user name's option
 * @param password the password's
 */
export const basicOptions = (
  username: string,
  password: string,
): NonNullable<ServiceDefinition["basic"]> => ({
  prepare(given) {
    const { [username]: name, [password]: word, ...options } = given;
    if (typeof name !== "string" || typeof word !== "string") return given;
    return { ...options, credential: basicCredential([name, word]) };
  },
  secrets(credential) {
    try {
      const bytes = Uint8Array.from(atob(credential), (char) => char.charCodeAt(0));
      return [new TextDecoder().decode(bytes).replace(/^[^:]*:/, "")];
    } catch {
      // Not base64: nothing but the credential itself is known.
      return [];
    }
  },
});
