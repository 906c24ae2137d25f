import { ConfigurationError, type ClientOptions } from "@billkit/core";
import { Deepgram } from "@billkit/deepgram";
import { clientOptions } from "./client-options.js";
import { environment, given } from "./environment.js";

/** Options of `connectDeepgram`: the client's, with the key from here or the environment. */
export interface DeepgramOptions extends Omit<ClientOptions, "credential"> {
  /** API key of an owner or admin of the project. @default DEEPGRAM_API_KEY */
  readonly apiKey?: string | undefined;
  /** Instead of `apiKey`: a key, or a function that returns one. */
  readonly credential?: ClientOptions["credential"] | undefined;
  /** @default DEEPGRAM_BASE_URL, or else https://api.deepgram.com */
  readonly baseUrl?: string | undefined;
}

/**
 * Creates a `Deepgram` client with its key from the options or the environment. An empty string counts
 * as missing. Only API keys work: Deepgram's management API rejects short-lived tokens.
 *
 * @throws ConfigurationError if the key is missing or given twice, or for an unknown option
 * @see https://developers.deepgram.com/docs/create-additional-api-keys
 */
export function connectDeepgram(options: DeepgramOptions = {}): Deepgram {
  const client = clientOptions("Deepgram", options, ["apiKey"]);
  const [apiKey, credential] = [given(options.apiKey), given(options.credential)];
  if (apiKey && credential) {
    throw new ConfigurationError("Deepgram: pass either apiKey or credential, not both", {
      option: "apiKey",
    });
  }
  const key = apiKey ?? credential ?? environment("DEEPGRAM_API_KEY");
  if (!key) {
    throw new ConfigurationError("Deepgram: no API key; pass apiKey or set DEEPGRAM_API_KEY", {
      option: "apiKey",
    });
  }
  return new Deepgram({
    ...client,
    credential: key,
    baseUrl: given(options.baseUrl) ?? environment("DEEPGRAM_BASE_URL"),
  });
}
