import type { Answer, SandboxRequest } from "../../engine/message.js";
import { Seeded } from "../../engine/seeded.js";
import type { World } from "../../engine/vendor.js";

const tokenLifeSeconds = 86_400;
const tokenAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Issues access tokens for client credentials (RFC 6749, section 4.4) and remembers them. */
export class Login {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly #world: World;
  readonly #expiries = new Map<string, number>();
  #issued = 0;

  constructor(world: World) {
    this.#world = world;
    const random = new Seeded(world.seed, "oauth client");
    this.clientId = random.uuid();
    this.clientSecret = random.word(43, tokenAlphabet);
  }

  /** Whether `token` was issued here and has not expired by the sandbox's clock. */
  accepts(token: string): boolean {
    const expiry = this.#expiries.get(token);
    return expiry !== undefined && this.#world.clock.now() < expiry;
  }

  /** Answers `POST /oauth/token`. */
  grant({ headers, body }: SandboxRequest): Answer {
    if (!this.#isClient(headers.authorization)) {
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
        access_token: this.#issue(),
        token_type: "bearer",
        expires_in: tokenLifeSeconds,
      },
    };
  }

  #issue(): string {
    const now = this.#world.clock.now();
    for (const [token, expiry] of this.#expiries) {
      if (expiry <= now) this.#expiries.delete(token);
    }
    this.#issued += 1;
    const token = new Seeded(this.#world.seed, "access token", this.#issued).word(
      86,
      tokenAlphabet,
    );
    this.#expiries.set(token, now + tokenLifeSeconds * 1000);
    return token;
  }

  #isClient(authorization = ""): boolean {
    const [, encoded = ""] = /^basic +(\S+)$/i.exec(authorization) ?? [];
    const [id = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
    return id === this.clientId && secret.join(":") === this.clientSecret;
  }
}

/** Says the same twice, since clients read the one or the other. */
function refusal(status: number, error: string, description: string): Answer {
  return { status, json: { error, description, error_description: description } };
}
