import { ConfigurationError } from "../errors.js";
import type { ServiceDefinition } from "./service.js";

/** The credential of HTTP Basic (RFC 7617), in UTF-8: `btoa` alone rejects characters beyond Latin-1. */
export function basicCredential([username = "", password = ""]: readonly string[]): string {
  if (username.includes(":"))
    throw new ConfigurationError("a user name for HTTP Basic can't contain a colon", {});
  return btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)));
}

/**
 * Lets a client accept a user name and password instead of an HTTP Basic credential, and keeps both
 * the password and the credential out of errors and logs.
 * @param username the user name's option
 * @param password the password's
 */
export const basicOptions = (
  username: string,
  password: string,
): NonNullable<ServiceDefinition["basic"]> => ({
  prepare(given, fail) {
    const { [username]: name, [password]: word, ...options } = given;
    if (name === undefined && word === undefined) return given;
    if (options.credential !== undefined)
      throw fail("credential", `can't be passed with ${username} and ${password}`);
    for (const option of [username, password]) {
      // Without the value, which can be the password.
      if (typeof given[option] !== "string") throw fail(option, "must be a string");
    }
    return { ...options, credential: basicCredential([String(name), String(word)]) };
  },
  secrets(credential) {
    try {
      const bytes = Uint8Array.from(atob(credential), (char) => char.charCodeAt(0));
      return [new TextDecoder().decode(bytes).replace(/^[^:]*:/, "")];
    } catch {
      // If it isn't base64, only the credential itself is known.
      return [];
    }
  },
});
