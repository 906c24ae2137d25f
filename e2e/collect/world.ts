import { startSandbox, type Sandbox } from "@billkit/sandbox";
import {
  deepgramAccounts,
  genesysAccounts,
  marker,
  openaiAccounts,
  secretsOf,
  type WorldAccount,
} from "./accounts.js";

/** 10 July 2026, so that June is over. */
export const now = Date.UTC(2026, 6, 10, 12);
export const period = "2026-06";

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** Creates a sandbox with many accounts of three vendors: half of the accounts are Deepgram's, a third Genesys Cloud's, the rest OpenAI's. */
export async function makeWorld(count: number) {
  const sandbox = await startSandbox({
    vendors: ["deepgram", "genesys-cloud", "openai"],
    clock: { now: () => now },
    reportPolls: 0,
  });
  const { control } = sandbox;
  const [deepgram, genesys] = [Math.floor(count / 2), Math.floor(count / 3)];
  const made = [
    ...deepgramAccounts(control, deepgram),
    ...genesysAccounts(control, genesys),
    ...openaiAccounts(control, count - deepgram - genesys),
  ];
  return {
    sandbox,
    accounts: made.map(({ account }) => account),
    /** Credentials and addresses. */
    env: { ...secretsOf(made), ...addressesOf(sandbox) },
    /** What nothing may contain: credentials, tokens issued so far, and their Base64. */
    secrets: () => [
      ...[marker, ...base64Parts(marker)],
      ...Object.keys(control.state().vendors["genesys-cloud"].tokens),
    ],
    /** June's cost by vendor and account id, of the sandbox's state. */
    expected: new Map(made.map(({ expected }) => expected)),
  };
}

const addressesOf = (sandbox: Sandbox<WorldAccount["vendor"]>): Record<string, string> => ({
  DEEPGRAM_BASE_URL: sandbox.deepgram.baseUrl,
  GENESYSCLOUD_BASE_URL: sandbox.genesysCloud.baseUrl,
  GENESYSCLOUD_LOGIN_URL: sandbox.genesysCloud.loginUrl,
  OPENAI_BASE_URL: sandbox.openai.baseUrl,
});

/** The characters that stand for a text in Base64, wherever in the encoded bytes it begins. */
const base64Parts = (text: string): string[] =>
  (["base64", "base64url"] as const).flatMap((encoding) =>
    [0, 1, 2].map((offset) => {
      const encoded = Buffer.from(" ".repeat(offset) + text).toString(encoding);
      const whole = Math.floor(((offset + text.length) * 8) / 6);
      return encoded.slice(offset === 0 ? 0 : offset + 1, whole);
    }),
  );
