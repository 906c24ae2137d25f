import { Writable } from "node:stream";
import type { Sandbox } from "@billkit/sandbox";
import type { Command } from "../../src/common/command.js";

/** A command's output and exit code. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The settings that point clients to the sandbox instead of the services. */
export function environmentOf({ deepgram, genesysCloud }: Sandbox): Record<string, string> {
  return {
    DEEPGRAM_API_KEY: deepgram.apiKey,
    DEEPGRAM_BASE_URL: deepgram.baseUrl,
    GENESYSCLOUD_OAUTHCLIENT_ID: genesysCloud.clientId,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: genesysCloud.clientSecret,
    GENESYSCLOUD_BASE_URL: genesysCloud.baseUrl,
    GENESYSCLOUD_LOGIN_URL: genesysCloud.loginUrl,
  };
}

const ours = /^(DEEPGRAM_|GENESYSCLOUD_)/;

/** Runs a command in this process with only `env` of our variables in its environment. */
export async function runCommand(
  run: (command: Command) => Promise<number>,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  signal = new AbortController().signal,
): Promise<Ran> {
  const before = { ...process.env };
  for (const name of Object.keys(before))
    if (ours.test(name)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, env);
  const written = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr"): Writable =>
    new Writable({
      decodeStrings: false,
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  try {
    const [stdout, stderr] = [output("stdout"), output("stderr")];
    const code = await run({ argv, env: process.env, stdout, stderr, signal });
    return { code, ...written };
  } finally {
    for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}
