import { schemesOf } from "../contract/credentials.js";
import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  own,
  textAt,
} from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import type { FoundOperation } from "./operations.js";
import { placeholder } from "./placeholder.js";

/** The one credential of a client, and the description's schemes. */
export interface ChosenCredential {
  /** The description's name of it; undefined: it declares none. */
  readonly theirs: string | undefined;
  readonly ours: string;
  /** The contract's security scheme, with its trait. */
  readonly scheme: JsonObject;
  /** The other schemes that the operations ask for. */
  readonly passedOver: readonly string[];
}

/**
 * The first of the description's security schemes that a client can keep to.
 * @param constant the vendor's name as environment variables begin with it, such as `ACME`
 * @throws {UserError} when operations ask for schemes of which none is a header
 */
export function chooseCredential(
  found: readonly FoundOperation[],
  constant: string,
): ChosenCredential {
  const asked = new Map<string, JsonObject>();
  for (const { operation, description } of found) {
    const { document } = description;
    const requirements = own(operation, "security") ?? own(document, "security");
    for (const requirement of Array.isArray(requirements) ? requirements.filter(isObject) : []) {
      for (const name of Object.keys(requirement))
        asked.set(name, objectAt(schemesOf(document), name));
    }
  }
  for (const [theirs, scheme] of asked) {
    const made = schemeOf(scheme, constant);
    if (made === undefined) continue;
    return { theirs, ...made, passedOver: [...asked.keys()].filter((name) => name !== theirs) };
  }
  if (asked.size > 0)
    throw new UserError(
      `the operations ask for ${[...asked.keys()].join(", ")}: a credential that is no header is not supported`,
    );
  const scheme = {
    type: "http",
    scheme: "bearer",
    description: placeholder(
      "which credential the service takes, of which its description says nothing",
    ),
    "x-billkit-credential": trait("Authorization", "Bearer ", `${constant}_ACCESS_TOKEN`),
  };
  return { theirs: undefined, ours: "Bearer", scheme, passedOver: [] };
}

function schemeOf(
  scheme: JsonObject,
  constant: string,
): Pick<ChosenCredential, "ours" | "scheme"> | undefined {
  const kind = textAt(scheme, "scheme").toLowerCase();
  const type = textAt(scheme, "type");
  if (type === "basic" || (type === "http" && kind === "basic")) {
    const description =
      "A user name and a password, joined by a colon and then written in base64 " +
      '(for ASCII `btoa(name + ":" + password)`), sent as `Authorization: Basic` and that. ' +
      placeholder("what the service takes as name and password");
    return {
      ours: "Basic",
      scheme: {
        type: "http",
        scheme: "basic",
        description,
        "x-billkit-credential": trait("Authorization", "Basic ", `${constant}_CREDENTIAL`),
      },
    };
  }
  if (type === "http" && kind === "bearer") return bearer({ type, scheme: kind }, constant);
  if (type === "openIdConnect")
    return bearer({ type, openIdConnectUrl: textAt(scheme, "openIdConnectUrl") }, constant);
  if (type === "oauth2") return bearer({ type, flows: flowsOf(scheme) }, constant);
  if (type !== "apiKey" || textAt(scheme, "in") !== "header") return undefined;
  const name = textAt(scheme, "name");
  return {
    ours: "ApiKey",
    scheme: {
      type,
      in: "header",
      name,
      description: placeholder(
        "where an API key comes from, and what stands before it in the header",
      ),
      "x-billkit-credential": trait(name, "", `${constant}_API_KEY`),
    },
  };
}

function bearer(scheme: JsonObject, constant: string): Pick<ChosenCredential, "ours" | "scheme"> {
  const description = placeholder("where an access token comes from, and how long it lasts");
  return {
    ours: scheme.type === "oauth2" ? "OAuth" : "Bearer",
    scheme: {
      ...scheme,
      description,
      "x-billkit-credential": trait("Authorization", "Bearer ", `${constant}_ACCESS_TOKEN`),
    },
  };
}

function trait(header: string, prefix: string, environment: string): JsonObject {
  return { header, prefix, environment };
}

/** The flows as OpenAPI 3 has them, with every scope still to be described. */
function flowsOf(scheme: JsonObject): JsonObject {
  const names: Readonly<Record<string, string>> = {
    application: "clientCredentials",
    accessCode: "authorizationCode",
  };
  const flow = textAt(scheme, "flow");
  const flows = flow ? { [names[flow] ?? flow]: scheme } : objectAt(scheme, "flows");
  const entries = Object.entries(flows).map(([name, each]): [string, Json] => {
    const old = isObject(each) ? each : {};
    const scopes = Object.keys(objectAt(old, "scopes")).map((scope): [string, Json] => [
      scope,
      placeholder(`what the scope ${scope} allows`),
    ]);
    const addresses = ["authorizationUrl", "tokenUrl", "refreshUrl"].filter((key) =>
      textAt(old, key),
    );
    return [
      name,
      {
        ...Object.fromEntries(addresses.map((key) => [key, textAt(old, key)])),
        scopes: Object.fromEntries(scopes),
      },
    ];
  });
  return Object.fromEntries(entries);
}

/** The servers that the operations are served from, as the description lists them. */
export function serversOf({ operation, item, description }: FoundOperation): string[] {
  const { document } = description;
  if (document.swagger !== undefined) {
    const host = textAt(document, "host");
    const base = textAt(document, "basePath").replace(/\/+$/, "");
    const schemes = listAt(document, "schemes");
    return host && (schemes.length === 0 || schemes.includes("https"))
      ? [`https://${host}${base}`]
      : [];
  }
  const lists = [operation, item, document].map((owner) => listAt(owner, "servers"));
  const servers = lists.find((list) => list.length > 0) ?? [];
  return servers.filter(isObject).map((server) => textAt(server, "url").replace(/\/+$/, ""));
}
