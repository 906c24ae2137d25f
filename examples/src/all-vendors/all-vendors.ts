// Prints what seven vendors cost last month. The figures are a sandbox's: for your own, leave out the
// sandbox and the arguments of the connect functions, which then read the environment.
import { charges, totals, type Charge } from "@billkit/charges";
import { datadogCharges } from "@billkit/datadog/charges";
import { deepgramCharges } from "@billkit/deepgram/charges";
import { digitaloceanCharges } from "@billkit/digitalocean/charges";
import { genesysCloudCharges } from "@billkit/genesys-cloud/charges";
import { githubCharges } from "@billkit/github/charges";
import { openaiCharges } from "@billkit/openai/charges";
import { startSandbox } from "@billkit/sandbox";
import { twilioCharges } from "@billkit/twilio/charges";
import * as billkit from "billkit";

const sandbox = await startSandbox({ reportPolls: 0 });
const { datadog, github, twilio } = sandbox;
const keys = { apiKey: datadog.apiKey, applicationKey: datadog.applicationKey };
const at = ({ baseUrl, credential }: { baseUrl: string; credential: string }) => ({
  baseUrl,
  credential,
});
const sources = [
  datadogCharges(billkit.connectDatadog({ baseUrl: datadog.baseUrl, ...keys })),
  deepgramCharges(billkit.connectDeepgram(at(sandbox.deepgram))),
  digitaloceanCharges(billkit.connectDigitalOcean(at(sandbox.digitalocean))),
  genesysCloudCharges(billkit.connectGenesysCloud(at(sandbox.vendors["genesys-cloud"]))),
  githubCharges(billkit.connectGitHub(at(github)), { org: github.org }),
  openaiCharges(billkit.connectOpenAI(at(sandbox.openai))),
  twilioCharges(billkit.connectTwilio(at(twilio)), { accountSid: twilio.accountSid }),
];
const today = new Date();
const lastDay = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 0));

const bills = new Map<string, Charge[]>();
for await (const row of charges(sources, { period: lastDay.toISOString().slice(0, 7) }))
  bills.set(row.vendor, [...(bills.get(row.vendor) ?? []), row]);
for (const [vendor, rows] of bills)
  for (const { amount, currency, complete } of totals(rows))
    console.log(vendor, amount, currency, complete ? "" : "(a subtotal: rows lack an amount)");
await sandbox.close();
