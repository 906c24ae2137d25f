import type { Charge, ContractChargeSource } from "@billkit/core/charges";
import { connectDatadog } from "@billkit/datadog/connect";
import { datadogCharges } from "@billkit/datadog/charges";
import { connectDeepgram } from "@billkit/deepgram/connect";
import { deepgramCharges } from "@billkit/deepgram/charges";
import { connectDigitalOcean } from "@billkit/digitalocean/connect";
import { digitaloceanCharges } from "@billkit/digitalocean/charges";
import { connectGenesysCloud } from "@billkit/genesys-cloud/connect";
import { genesysCloudCharges } from "@billkit/genesys-cloud/charges";
import { connectGitHub } from "@billkit/github/connect";
import { githubCharges } from "@billkit/github/charges";
import { connectOpenAI } from "@billkit/openai/connect";
import { openaiCharges } from "@billkit/openai/charges";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { connectTwilio } from "@billkit/twilio/connect";
import { twilioCharges } from "@billkit/twilio/charges";
import { charges, type FocusOptions } from "../src/index.js";

const now = Date.UTC(2026, 6, 20);

/** How the sandbox's accounts pay: Deepgram's and Twilio's before use. */
export const settlement: NonNullable<FocusOptions["settlement"]> = ({ vendor }) =>
  vendor === "deepgram" || vendor === "twilio" ? "prepaid" : "arrears";

/** Two months of every vendor's rows, from the sandbox; a year of Deepgram's, which has a credit. */
export async function sandboxRows(): Promise<Charge[]> {
  const sandbox = await startSandbox({ clock: { now: () => now }, reportPolls: 0 });
  try {
    const sources = sourcesOf(sandbox);
    const rows: Charge[] = [];
    for (const [isDeepgram, period] of [
      [true, "2025-07-01..2026-06-30"],
      [false, "2026-05-01..2026-06-30"],
    ] as const) {
      const own = sources.filter(({ vendor }) => (vendor === "deepgram") === isDeepgram);
      for await (const row of charges(own, { period, now: () => now })) rows.push(row);
    }
    return rows;
  } finally {
    await sandbox.close();
  }
}

function sourcesOf(sandbox: Sandbox): ContractChargeSource[] {
  const { datadog, deepgram, digitalocean, github, openai, twilio } = sandbox;
  const genesysCloud = sandbox.vendors["genesys-cloud"];
  const { accountSid, authToken } = twilio;
  const keys = { apiKey: datadog.apiKey, applicationKey: datadog.applicationKey };
  return [
    datadogCharges(connectDatadog({ baseUrl: datadog.baseUrl, ...keys })),
    deepgramCharges(connectDeepgram({ baseUrl: deepgram.baseUrl, apiKey: deepgram.apiKey })),
    digitaloceanCharges(connectDigitalOcean(access(digitalocean))),
    genesysCloudCharges(connectGenesysCloud(access(genesysCloud))),
    githubCharges(connectGitHub(access(github)), { org: github.org }),
    openaiCharges(connectOpenAI(access(openai))),
    twilioCharges(connectTwilio({ baseUrl: twilio.baseUrl, accountSid, authToken }), {
      accountSid,
    }),
  ];
}

const access = ({ baseUrl, credential }: { baseUrl: string; credential: string }) => ({
  baseUrl,
  credential,
});
