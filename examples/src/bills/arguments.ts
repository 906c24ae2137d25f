import { parseArgs } from "node:util";

export const help = `Usage: npm start [--silent -- --json]

Prints the bills of Deepgram and Genesys Cloud for the last whole month (UTC).
With no credentials in the environment it shows a sandbox's figures instead.

  --json   one JSON document on standard output, everything else on standard
           error: { deepgram, genesysCloud, errors }. What the services sent is
           as they sent it; sums and costs made here are exact decimal strings.
  --help   this text

Environment
  DEEPGRAM_API_KEY                  key of an owner or admin
  DEEPGRAM_BASE_URL                 another address
  GENESYSCLOUD_OAUTHCLIENT_ID       OAuth client (client credentials) ...
  GENESYSCLOUD_OAUTHCLIENT_SECRET   ... and its secret
  GENESYSCLOUD_ACCESS_TOKEN         a token of your own instead of the two
  GENESYSCLOUD_REGION               such as eu-central-1
  GENESYSCLOUD_BASE_URL             other addresses of the API ...
  GENESYSCLOUD_LOGIN_URL            ... and of the login
  NO_COLOR, FORCE_COLOR             colour never, or also in a pipe

Exit code: 0 all shown, 1 something could not be had, 2 a wrong argument.
`;

export interface Arguments {
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws with a message for the user when there is an argument that does not exist. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    strict: true,
  });
  return { json: values.json ?? false, help: values.help ?? false };
}
