import { describe, expect, it } from "@jest/globals";
import type { Credential } from "../src/index.js";
import { failure, json, listBalances, project, rig } from "./support/service.js";

const header = (request: Request): string => request.headers.get("authorization") ?? "";
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A credential function whose answers a test gives one by one. */
function questions() {
  const asked: (string | undefined)[] = [];
  const answers: ((value: string) => void)[] = [];
  const credential: Credential = ({ rejected }) => {
    asked.push(rejected);
    return new Promise<string>((resolve) => answers.push(resolve));
  };
  return {
    asked,
    credential,
    answer: async (value: string): Promise<void> => {
      await turn();
      answers.at(-1)?.(value);
      await turn();
    },
  };
}

describe("a question that another call has asked", () => {
  it("is asked anew, with the refused value, where it gives that once more", async () => {
    const { asked, credential, answer } = questions();
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
    // The first has had its 401, and waits for the second's question.
    await answer("old-token");
    await answer("new-token");
    await Promise.all([first, second]);
    expect(asked).toEqual([undefined, undefined, "old-token"]);
    expect(requests.map(header).sort()).toEqual(
      ["new", "new", "old", "old"].map((word) => `Token ${word}-token`),
    );
  });

  it("after a 401 answers a call that begins meanwhile as well", async () => {
    const { asked, credential, answer } = questions();
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
    expect(asked).toEqual([undefined, "old-token"]);
    expect(requests.map(header)).toEqual(
      ["old", "new", "new"].map((word) => `Token ${word}-token`),
    );
  });

  it("leaves its signal as it is, once answered", async () => {
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

describe("what a credential function gives", () => {
  it("may be as short as one character", async () => {
    const { client, requests } = rig(() => json({}), { credential: () => "k" });
    await client.call(listBalances, project);
    expect(requests.map(header)).toEqual(["Token k"]);
  });

  it.each<[string, string, Credential]>([
    [
      "what it throws",
      "Acme: the function in credential failed; see cause",
      () => Promise.reject(new Error("no")),
    ],
    [
      "what is no credential",
      "Acme: credential must be a non-empty string of visible ASCII characters, without a line break or a space at either end",
      () => "",
    ],
  ])("is told with the option: %s", async (_, message, credential) => {
    const { client } = rig(() => json({}), { credential });
    const error = await failure(client.call(listBalances, project));
    expect(error).toMatchObject({ name: "ConfigurationError", option: "credential", message });
  });
});
