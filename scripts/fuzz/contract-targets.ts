import type { ContractAccess } from "@billkit/sandbox";
import type { Target } from "./targets.js";

/**
 * The vendors of a sandbox that it serves from their contracts alone: all that were added by
 * configuration, and have no behaviour of their own.
 * @param contractOf a vendor's contract, which says how its credential is sent
 */
export function contractTargetsOf(
  vendors: Readonly<Record<string, object>>,
  contractOf: (vendor: string) => unknown,
): Target[] {
  return Object.entries(vendors).flatMap(([vendor, access]) => {
    if (!isContractAccess(access)) return [];
    const { baseUrl, credential, arguments: by } = access;
    const { header, prefix = "" } = credentialOf(contractOf(vendor)) ?? {};
    const ids = Object.values(by)
      .flatMap((each) => Object.entries(each))
      .flatMap(([name, value]): [string, (string | number)[]][] =>
        typeof value === "string" || typeof value === "number" ? [[name, [value]]] : [],
      );
    return [
      {
        vendor,
        baseUrl,
        headers: header === undefined ? {} : { [header]: prefix + credential },
        ids: Object.fromEntries(ids),
        isAlone: true,
      },
    ];
  });
}

function isContractAccess(access: object): access is ContractAccess {
  return "arguments" in access && "credential" in access;
}

interface Secured {
  readonly components?: {
    readonly securitySchemes?: Readonly<
      Record<string, { readonly "x-billkit-credential"?: Credential }>
    >;
  };
}

interface Credential {
  readonly header: string;
  readonly prefix?: string;
}

function credentialOf(contract: unknown): Credential | undefined {
  const { components } = contract as Secured;
  return Object.values(components?.securitySchemes ?? {})
    .map((scheme) => scheme["x-billkit-credential"])
    .find((credential) => credential !== undefined);
}
