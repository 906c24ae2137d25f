import { connectGenesysCloud, type GenesysCloudOptions } from "../../src/index.js";
import { json, stubFetch, type Seen } from "./stub-fetch.js";
import { TestClock } from "./test-clock.js";

export const clientId = "canary-client-id";
export const clientSecret = "canary-client-secret";

/** A client whose logins and listings are answered by functions. */
export function connect(
  login: (seen: Seen, count: number) => Response | Promise<Response>,
  {
    api = () => json({ entities: [] }),
    ...options
  }: GenesysCloudOptions & { api?: (seen: Seen) => Response } = {},
) {
  const clock = new TestClock();
  const logins: Seen[] = [];
  const tokens: (string | null)[] = [];
  const logged: unknown[] = [];
  const log = (...line: unknown[]): void => void logged.push(line);
  const { fetch } = stubFetch((seen) => {
    if (seen.method === "POST") return login(seen, logins.push(seen));
    tokens.push(seen.headers.get("authorization"));
    return api(seen);
  });
  const logger = { debug: log, info: log, warn: log, error: log };
  const region = "eu-west-1";
  const genesys = connectGenesysCloud({
    region,
    clientId,
    clientSecret,
    clock,
    fetch,
    logger,
    random: () => 0.5,
    ...options,
  });
  const call = (signal?: AbortSignal) =>
    Promise.resolve(genesys.organizationAuthorization.listTrustors({}, { signal }));
  return { clock, call, logins, tokens, logged, genesys };
}

/** The error that it rejected with. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: unknown) => error,
  );
}
