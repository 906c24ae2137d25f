import { connectGenesysCloud, type GenesysCloudOptions } from "../../src/index.js";
import { json, stubFetch } from "./stub-fetch.js";
import { TestClock } from "./test-clock.js";

export const period = {
  startDate: "2026-06-01T00:00:00.000Z",
  endDate: "2026-07-01T00:00:00.000Z",
};
export const usages = [{ name: "Genesys Cloud CX 3", totalUsage: "90", resources: [] }];
export const report = { id: "report-1", ...period, usages };
export const inProgress = { ...report, status: "InProgress" };
export const complete = { ...report, status: "Complete" };

/** A report's JSON, a whole response, an error for `fetch`, or nothing until the request is aborted. */
export type Answer = object | Response | Error | "none";

const hang = (signal: AbortSignal): Promise<Response> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(new TypeError("aborted"));
    });
  });

/** A client whose reports are answered one after another, with the last repeating; without jitter. */
export function connect(
  answers: readonly Answer[],
  options: GenesysCloudOptions = {},
  hangingLogins = 0,
) {
  const clock = new TestClock();
  const start = clock.now();
  /** When each report was requested, in milliseconds from the start. */
  const polledAt: number[] = [];
  const tokens: string[] = [];
  let logins = 0;
  const { fetch, requests } = stubFetch(({ url, headers, signal }) => {
    if (url.pathname === "/oauth/token") {
      if (hangingLogins-- > 0) return hang(signal);
      return json({ access_token: `canary-token-${++logins}`, expires_in: 86_400 });
    }
    tokens.push(headers.get("authorization") ?? "");
    const answer = answers[Math.min(polledAt.push(clock.now() - start), answers.length) - 1];
    if (answer === "none") return hang(signal);
    if (answer instanceof Error) return Promise.reject(answer);
    return answer instanceof Response ? answer.clone() : json(answer);
  });
  const own = options.clientId === undefined ? { accessToken: "canary-access-token" } : {};
  const genesys = connectGenesysCloud({
    ...own,
    region: "us-east-1",
    fetch,
    clock,
    random: () => 0,
    ...options,
  });
  return { genesys, clock, requests, polledAt, tokens, logins: () => logins };
}
