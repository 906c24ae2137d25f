import { ConfigurationError, type ClientOptions } from "@billkit/core";
import { Deepgram } from "@billkit/deepgram";
import { environment, given } from "./environment.js";

/** What `connectDeepgram` takes: the client's options, with the key from here or the environment. */
export interface DeepgramOptions extends Omit<ClientOptions, "credential"> {
  /** The key of an owner or admin of the project. @default DEEPGRAM_API_KEY */
  readonly apiKey?: string | undefined;
  /** Instead of `apiKey`: a key, or a function that gives one. */
  readonly credential?: ClientOptions["credential"] | undefined;
  /** @default DEEPGRAM_BASE_URL, or else Deepgram's own address */
  readonly baseUrl?: string | undefined;
}

/**
 * A `Deepgram` client with its key from the options or, where they have none, from the environment.
 * An empty string counts as missing. Only keys work here: Deepgram's short-lived tokens are not taken
 * by its management API.
 *
 * @throws ConfigurationError when there is no key, or more than one
 * @see https://developers.deepgram.com/docs/create-additional-api-keys
 */
export function connectDeepgram(options: DeepgramOptions = {}): Deepgram {
  const [apiKey, credential] = [given(options.apiKey), given(options.credential)];
  if (apiKey && credential) {
    throw new ConfigurationError("Give either apiKey or credential, not both", {
      option: "apiKey",
    });
  }
  const key = apiKey ?? credential ?? environment("DEEPGRAM_API_KEY");
  if (!key) {
    throw new ConfigurationError(
      "Deepgram needs an API key: give the option apiKey or set DEEPGRAM_API_KEY",
      { option: "apiKey" },
    );
  }
  return new Deepgram({
    ...options,
    credential: key,
    baseUrl: given(options.baseUrl) ?? environment("DEEPGRAM_BASE_URL"),
  });
}
