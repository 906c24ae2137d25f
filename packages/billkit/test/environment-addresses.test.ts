import { describe, expect, it } from "@jest/globals";
import { ConfigurationError, connectDeepgram, connectGenesysCloud } from "../src/index.js";
import { cleanEnvironment } from "./support/environment.js";
import { json, stubFetch } from "./support/stub-fetch.js";

const { fetch, requests } = stubFetch(() => json({ projects: [], entities: [] }));
const deepgram = (): Promise<unknown> =>
  connectDeepgram({ apiKey: "key", fetch }).projects.listProjects();
const genesys = (): Promise<unknown> =>
  connectGenesysCloud({
    ...{ clientId: "id", clientSecret: "key", fetch },
  }).organizationAuthorization.listTrustors({});

describe("an address from the environment", () => {
  cleanEnvironment();

  it.each(
    (
      [
        ["DEEPGRAM_BASE_URL", deepgram],
        ["GENESYSCLOUD_BASE_URL", genesys],
        ["GENESYSCLOUD_LOGIN_URL", genesys],
      ] as const
    ).flatMap(([variable, call]) => [
      { variable, address: "http://elsewhere.example", call },
      { variable, address: "https://user:word@elsewhere.example", call },
      { variable, address: "file:///etc/passwd", call },
      { variable, address: "elsewhere", call },
    ]),
  )("that is $variable=$address is rejected before sending anything", async (row) => {
    process.env.GENESYSCLOUD_REGION = "eu-west-1";
    process.env[row.variable] = row.address;
    const refused = await Promise.resolve()
      .then(row.call)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConfigurationError);
    expect(String(refused)).not.toMatch(/word/);
    expect(requests).toEqual([]);
  });
});
