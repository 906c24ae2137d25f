import { describe, expect, it } from "@jest/globals";
import type { Credential } from "../src/index.js";
import { failure, json, listBalances, project, rig } from "./support/service.js";

const header = (request: Request): string => request.headers.get("authorization") ?? "";
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A credential function whose results the test supplies one by one. */
function pendingCredential() {
  const tokenRequests: (string | undefined)[] = [];
  const answers: ((value: string) => void)[] = [];
  const credential: Credential = ({ rejected }) => {
    tokenRequests.push(rejected);
    return new Promise<string>((resolve) => answers.push(resolve));
  };
  return {
    tokenRequests,
    credential,
    answer: async (value: string): Promise<void> => {
      await turn();
      answers.at(-1)?.(value);
      await turn();
    },
  };
}

describe("a pending credential request", () => {
  it("is followed by another with the rejected value if it returns that value again", async () => {
    const { tokenRequests, credential, answer } = pendingCredential();
    const { client, requests } = rig(
      async (request) => {
        await turn();
        return header(request) === "Token new-token" ? json({}) : json({}, { status: 401 });
      },
      { credential },
    );
    const first = client.call(listBalances, project);
    await answer("old-token");
    const second = client.call(listBalances, project);
    await turn();
    await turn();
    // The first call has had its 401 and waits for the second call's request.
    await answer("old-token");
    await answer("new-token");
    await Promise.all([first, second]);
    expect(tokenRequests).toEqual([undefined, undefined, "old-token"]);
    expect(requests.map(header).sort()).toEqual(
      ["new", "new", "old", "old"].map((word) => `Token ${word}-token`),
    );
  });

  it("after a 401 also serves a call that starts meanwhile", async () => {
    const { tokenRequests, credential, answer } = pendingCredential();
    const { client, requests } = rig(
      (request) => (header(request) === "Token new-token" ? json({}) : json({}, { status: 401 })),
      { credential },
    );
    const first = client.call(listBalances, project);
    await answer("old-token");
    await turn();
    const second = client.call(listBalances, project);
    await answer("new-token");
    await Promise.all([first, second]);
    expect(tokenRequests).toEqual([undefined, "old-token"]);
    expect(requests.map(header)).toEqual(
      ["old", "new", "new"].map((word) => `Token ${word}-token`),
    );
  });

  it("doesn't abort its signal after it resolves", async () => {
    const signals: AbortSignal[] = [];
    const { client } = rig(() => json({}), {
      credential: ({ signal }) => {
        signals.push(signal);
        return "key";
      },
    });
    await client.call(listBalances, project);
    await turn();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
});

describe("the result of a credential function", () => {
  it("can be a single character", async () => {
    const { client, requests } = rig(() => json({}), { credential: () => "k" });
    await client.call(listBalances, project);
    expect(requests.map(header)).toEqual(["Token k"]);
  });

  it.each<[string, string, Credential]>([
    [
      "a thrown error",
      "Acme: the function in credential failed; see cause",
      () => Promise.reject(new Error("no")),
    ],
    [
      "an invalid credential",
      "Acme: credential must be a non-empty string of visible ASCII, with spaces only inside",
      () => "",
    ],
  ])("names the option in the error: %s", async (_, message, credential) => {
    const { client } = rig(() => json({}), { credential });
    const error = await failure(client.call(listBalances, project));
    expect(error).toMatchObject({ name: "ConfigurationError", option: "credential", message });
  });
});
