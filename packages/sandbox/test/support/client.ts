import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/index.js";

/** A Saturday, in the middle of a month and of a second. */
export const now = Date.parse("2026-06-20T12:34:56.789Z");

/** A sandbox that is the same in every run and validates its own responses. */
export function startFixed(options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({ seed: 7, clock: { now: () => now }, validateResponses: true, ...options });
}

export interface Reply {
  readonly method: string;
  /** Path and query, as sent. */
  readonly address: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The parsed body; undefined if it isn't declared as JSON. */
  readonly json: unknown;
}

export type Send = (address: string, init?: RequestInit) => Promise<Reply>;

/** Sends requests to `origin` with these headers, and records every reply in `replies`. */
export function sender(
  origin: string,
  headers: Record<string, string>,
  replies: Reply[] = [],
): Send {
  return async (address, init = {}) => {
    const response = await fetch(origin + address, { headers, ...init });
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    const reply = {
      method: init.method ?? "GET",
      address,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text,
      json: type.startsWith("application/json") ? (JSON.parse(text) as unknown) : undefined,
    };
    replies.push(reply);
    return reply;
  };
}

export function asDeepgram({ deepgram }: Sandbox, replies?: Reply[]): Send {
  return sender(deepgram.baseUrl, { authorization: `Token ${deepgram.apiKey}` }, replies);
}

export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
}

export async function logIn({ genesysCloud }: Sandbox): Promise<string> {
  const response = await fetch(`${genesysCloud.loginUrl}/oauth/token`, {
    method: "POST",
    headers: { authorization: basic(genesysCloud.clientId, genesysCloud.clientSecret) },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}

export async function asGenesysCloud(sandbox: Sandbox, replies?: Reply[]): Promise<Send> {
  const token = await logIn(sandbox);
  return sender(sandbox.genesysCloud.baseUrl, { authorization: `Bearer ${token}` }, replies);
}
