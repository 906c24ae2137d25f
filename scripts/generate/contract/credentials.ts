import type { Cursor } from "./cursor.js";

/** An option, and the environment variable that replaces it. */
export interface Part {
  readonly option: string;
  readonly environment: string;
  readonly ambient?: true;
}

export const readPart = (at: Cursor): Part => ({
  option: at.get("option").text(),
  environment: at.get("environment").text(),
  ...(at.find("ambient") && { ambient: true }),
});

/** A security scheme with its trait `x-billkit-credential`. */
export type CredentialScheme = Readonly<ReturnType<typeof readCredentials>[number]>;

/**
 * The schemes of the document's `security`: one alternative, which can have several.
 * @param contract A normalized contract.
 * @throws {UserError} The contract has several alternatives, or none.
 */
export function readCredentials(contract: Cursor) {
  const schemes = contract.get("components").get("securitySchemes");
  const [alternative, second] = contract.get("security").items();
  if (!alternative || second)
    return contract.get("security").fail("must have exactly one alternative");
  const names = alternative.entries().map((each) => each.key);
  if (names.length === 0) alternative.fail("must name a security scheme");
  return names.map((key) => {
    const at = schemes.get(key);
    const credential = at.get("x-billkit-credential");
    const query = credential.find("query");
    const basic = credential.find("basic");
    return {
      /** The scheme's name in the vendor's reference, else in the contract. */
      title: at.optionalText("x-billkit-reference") ?? key,
      description: at.optionalText("description") ?? "",
      /** The client's option for it. */
      option: names.length === 1 ? "credential" : credential.get("option").text(),
      in: query ? ("query" as const) : ("header" as const),
      /** Name of the header or the query parameter. */
      name: (query ?? credential.get("header")).text(),
      prefix: credential.optionalText("prefix") ?? "",
      environment: credential.optionalText("environment"),
      /** User name and password of HTTP Basic. */
      basic: basic && ["username", "password"].map((key) => readPart(basic.get(key))),
      /** The trait itself, for the parts that connect reads. */
      trait: credential,
    };
  });
}

/** User name and password, if they are the only credential. */
export const basicParts = ([only, second]: readonly CredentialScheme[]):
  readonly Part[] | undefined => (second ? undefined : only?.basic);
