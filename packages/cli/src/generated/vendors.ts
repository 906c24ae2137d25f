// Generated from the contracts, do not edit: change the contracts, then `npm run generate`.
import type { GeneratedVendor } from "../vendors/registry.js";

export const generatedVendors: Readonly<Record<string, GeneratedVendor>> = {
  datadog: {
    title: "Datadog",
    credentials: [
      { option: "apiKey", environment: "DD_API_KEY" },
      { option: "applicationKey", environment: "DD_APP_KEY" },
    ],
    addresses: { baseUrl: "DATADOG_BASE_URL" },
    options: [],
    load: async () => {
      const [{ connectDatadog }, { datadogCharges, datadogChargesDefinition }] = await Promise.all([
        import("@billkit/datadog/connect"),
        import("@billkit/datadog/charges"),
      ]);
      return {
        definition: datadogChargesDefinition,
        open: (connection) => datadogCharges(connectDatadog(connection)),
      };
    },
  },
  deepgram: {
    title: "Deepgram",
    credentials: [{ option: "apiKey", environment: "DEEPGRAM_API_KEY" }],
    addresses: { baseUrl: "DEEPGRAM_BASE_URL" },
    options: [],
    load: async () => {
      const [{ connectDeepgram }, { deepgramCharges, deepgramChargesDefinition }] =
        await Promise.all([
          import("@billkit/deepgram/connect"),
          import("@billkit/deepgram/charges"),
        ]);
      return {
        definition: deepgramChargesDefinition,
        open: (connection) => deepgramCharges(connectDeepgram(connection)),
      };
    },
  },
  digitalocean: {
    title: "DigitalOcean",
    credentials: [{ option: "accessToken", environment: "DIGITALOCEAN_ACCESS_TOKEN" }],
    addresses: { baseUrl: "DIGITALOCEAN_BASE_URL" },
    options: [{ option: "accountId", required: false, environment: "DIGITALOCEAN_ACCOUNT_ID" }],
    load: async () => {
      const [{ connectDigitalOcean }, { digitaloceanCharges, digitaloceanChargesDefinition }] =
        await Promise.all([
          import("@billkit/digitalocean/connect"),
          import("@billkit/digitalocean/charges"),
        ]);
      return {
        definition: digitaloceanChargesDefinition,
        open: (connection, options) =>
          digitaloceanCharges(connectDigitalOcean(connection), { accountId: options.accountId }),
      };
    },
  },
  "genesys-cloud": {
    title: "Genesys Cloud",
    credentials: [
      { option: "accessToken", environment: "GENESYSCLOUD_ACCESS_TOKEN", alternative: true },
      { option: "clientId", environment: "GENESYSCLOUD_OAUTHCLIENT_ID" },
      { option: "clientSecret", environment: "GENESYSCLOUD_OAUTHCLIENT_SECRET" },
    ],
    addresses: {
      region: "GENESYSCLOUD_REGION",
      baseUrl: "GENESYSCLOUD_BASE_URL",
      loginUrl: "GENESYSCLOUD_LOGIN_URL",
    },
    options: [{ option: "accountId", required: false }],
    load: async () => {
      const [{ connectGenesysCloud }, { genesysCloudCharges, genesysCloudChargesDefinition }] =
        await Promise.all([
          import("@billkit/genesys-cloud/connect"),
          import("@billkit/genesys-cloud/charges"),
        ]);
      return {
        definition: genesysCloudChargesDefinition,
        open: (connection, options) =>
          genesysCloudCharges(connectGenesysCloud(connection), { accountId: options.accountId }),
      };
    },
  },
  github: {
    title: "GitHub",
    credentials: [{ option: "accessToken", environment: "GITHUB_TOKEN", ambient: true }],
    addresses: { baseUrl: "GITHUB_BASE_URL" },
    options: [{ option: "org", required: true, environment: "GITHUB_ORG" }],
    load: async () => {
      const [{ connectGitHub }, { githubCharges, githubChargesDefinition }] = await Promise.all([
        import("@billkit/github/connect"),
        import("@billkit/github/charges"),
      ]);
      return {
        definition: githubChargesDefinition,
        open: (connection, options) =>
          githubCharges(connectGitHub(connection), { org: options.org ?? "" }),
      };
    },
  },
  openai: {
    title: "OpenAI",
    credentials: [{ option: "apiKey", environment: "OPENAI_ADMIN_KEY" }],
    addresses: { baseUrl: "OPENAI_BASE_URL" },
    options: [{ option: "accountId", required: false, environment: "OPENAI_ORG_ID" }],
    load: async () => {
      const [{ connectOpenAI }, { openaiCharges, openaiChargesDefinition }] = await Promise.all([
        import("@billkit/openai/connect"),
        import("@billkit/openai/charges"),
      ]);
      return {
        definition: openaiChargesDefinition,
        open: (connection, options) =>
          openaiCharges(connectOpenAI(connection), { accountId: options.accountId }),
      };
    },
  },
  twilio: {
    title: "Twilio",
    credentials: [
      { option: "accountSid", environment: "TWILIO_ACCOUNT_SID" },
      { option: "authToken", environment: "TWILIO_AUTH_TOKEN" },
    ],
    addresses: { baseUrl: "TWILIO_BASE_URL" },
    options: [{ option: "accountSid", required: true, environment: "TWILIO_ACCOUNT_SID" }],
    load: async () => {
      const [{ connectTwilio }, { twilioCharges, twilioChargesDefinition }] = await Promise.all([
        import("@billkit/twilio/connect"),
        import("@billkit/twilio/charges"),
      ]);
      return {
        definition: twilioChargesDefinition,
        open: (connection, options) =>
          twilioCharges(connectTwilio(connection), { accountSid: options.accountSid ?? "" }),
      };
    },
  },
};
