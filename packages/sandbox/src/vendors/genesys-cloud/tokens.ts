import type { Answer, SandboxRequest } from "../../engine/message.js";
import { Seeded } from "../../engine/seeded.js";
import type { Slot } from "../../engine/slot.js";
import type { World } from "../../engine/vendor.js";
import type { GenesysCloudClient, GenesysCloudOrganization, GenesysCloudState } from "./state.js";

export const tokenAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Issues access tokens for client credentials (RFC 6749, section 4.4) and knows their clients. */
export class Login {
  readonly #world: World;
  readonly #slot: Slot<GenesysCloudState>;

  constructor(world: World, slot: Slot<GenesysCloudState>) {
    this.#world = world;
    this.#slot = slot;
  }

  /**
   * The client of a token; undefined if it wasn't issued here or has expired by the sandbox's
   * clock.
   */
  holderOf(
    token: string,
  ): { client: GenesysCloudClient; organization: GenesysCloudOrganization } | undefined {
    const { organizations, tokens } = this.#slot.state;
    const [organization] = organizations;
    const [client] = organization?.clients ?? [];
    if (organization && client && token === this.lastingToken) return { client, organization };
    const issued = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
    // A leap second is a valid date-time but not a valid Date: the token has expired then.
    if (!issued || !(this.#world.clock.now() < Date.parse(issued.expires))) return undefined;
    for (const organization of organizations) {
      const client = organization.clients.find(({ clientId }) => clientId === issued.clientId);
      if (client) return { client, organization };
    }
    return undefined;
  }

  /** A token of the first client that doesn't expire, for clients that don't log in. */
  get lastingToken(): string {
    return new Seeded(this.#world.seed, "access token", 0).word(86, tokenAlphabet);
  }

  /** Expires a token early. */
  expire(token: string): void {
    const { tokens } = this.#slot.state;
    this.#slot.state.tokens = withoutTokens(tokens, (each) => each === token);
    this.#slot.changed();
  }

  /** Responds to `POST /oauth/token`. */
  grant({ headers, body }: SandboxRequest): Answer {
    const client = this.#clientOf(headers.authorization);
    if (!client) {
      return refusal(401, "invalid_client", "Authentication failed: client id or secret is wrong.");
    }
    const grantType = new URLSearchParams(body).get("grant_type");
    if (grantType === null) return refusal(400, "invalid_request", "grant_type is required.");
    if (grantType !== "client_credentials") {
      return refusal(400, "unsupported_grant_type", "Only client_credentials is issued here.");
    }
    return {
      status: 200,
      headers: { "cache-control": "no-store" },
      json: {
        access_token: this.#issue(client),
        token_type: "bearer",
        expires_in: client.tokenLifeSeconds,
      },
    };
  }

  #issue({ clientId, tokenLifeSeconds }: GenesysCloudClient): string {
    const now = this.#world.clock.now();
    const { state } = this.#slot;
    state.tokensIssued += 1;
    const random = new Seeded(this.#world.seed, "access token", state.tokensIssued);
    const token = random.word(86, tokenAlphabet);
    const ended = (_: string, expires: string) => Date.parse(expires) <= now;
    const expires = new Date(now + tokenLifeSeconds * 1000).toISOString();
    state.tokens = { ...withoutTokens(state.tokens, ended), [token]: { clientId, expires } };
    this.#slot.changed();
    return token;
  }

  #clientOf(authorization = ""): GenesysCloudClient | undefined {
    const [, encoded = ""] = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization) ?? [];
    const bytes = Uint8Array.from(decode(encoded), (character) => character.charCodeAt(0));
    const [id = "", ...secret] = new TextDecoder().decode(bytes).split(":");
    const clients = this.#slot.state.organizations.flatMap((each) => each.clients);
    return clients.find(
      ({ clientId, clientSecret }) => clientId === id && clientSecret === secret.join(":"),
    );
  }
}

/** Undefined for invalid base64. */
function decode(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return "";
  }
}

function withoutTokens(
  tokens: GenesysCloudState["tokens"],
  has: (token: string, expires: string) => boolean,
): GenesysCloudState["tokens"] {
  return Object.fromEntries(
    Object.entries(tokens).filter(([token, { expires }]) => !has(token, expires)),
  );
}

/** Sends the same error twice, because clients read either field. */
function refusal(status: number, error: string, description: string): Answer {
  return { status, json: { error, description, error_description: description } };
}
