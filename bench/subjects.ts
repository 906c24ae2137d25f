/** What is measured side by side: the same work done for a vendor, or for both, by each client. */
export type Group = "deepgram" | "genesys-cloud" | "both";
export type Kind = "fetch" | "openapi-fetch" | "openapi-generator" | "official" | "billkit";

export interface Subject {
  readonly group: Group;
  readonly kind: Kind;
  /** As tables and charts name it. */
  readonly label: string;
  /** What a user installs; none for fetch, which is there. */
  readonly packages: readonly string[];
  /** The module that a user writes to have the whole client, and the one for one API class. */
  readonly client?: string;
  readonly api?: string;
  /** In programs/: how it is called. */
  readonly program: string;
}

export const groups: Readonly<Record<Group, string>> = {
  deepgram: "Deepgram",
  "genesys-cloud": "Genesys Cloud",
  both: "both",
};

const openapiFetch = {
  kind: "openapi-fetch",
  label: "openapi-fetch",
  packages: ["openapi-fetch"],
  client: 'export { default } from "openapi-fetch";',
  program: "openapi-fetch",
} as const;

const generated = { kind: "openapi-generator", label: "openapi-generator" } as const;
const stockDeepgram = 'export { BillingApi, ProjectsApi, Configuration } from "stock-deepgram";';
const stockGenesysCloud =
  'export { BillingApi, OrganizationAuthorizationApi, Configuration } from "stock-genesys-cloud";';
const officialDeepgram = 'export { DeepgramClient } from "@deepgram/sdk";';
const officialGenesysCloud = 'export { default } from "purecloud-platform-client-v2";';

export const subjects: readonly Subject[] = [
  { group: "deepgram", kind: "fetch", label: "fetch", packages: [], program: "fetch" },
  { group: "deepgram", ...openapiFetch },
  {
    group: "deepgram",
    ...generated,
    packages: ["stock-deepgram"],
    client: stockDeepgram,
    api: 'export { BillingApi, Configuration } from "stock-deepgram";',
    program: "openapi-generator",
  },
  {
    group: "deepgram",
    kind: "official",
    label: "@deepgram/sdk",
    packages: ["@deepgram/sdk"],
    client: officialDeepgram,
    api: 'export { BillingClient } from "@deepgram/sdk/manage/v1/projects/billing";',
    program: "official",
  },
  {
    group: "deepgram",
    kind: "billkit",
    label: "@billkit/deepgram",
    packages: ["@billkit/deepgram", "@billkit/core"],
    client: 'export { Deepgram } from "@billkit/deepgram";',
    api: 'export { BillingApi } from "@billkit/deepgram";',
    program: "billkit",
  },
  { group: "genesys-cloud", kind: "fetch", label: "fetch", packages: [], program: "fetch" },
  { group: "genesys-cloud", ...openapiFetch },
  {
    group: "genesys-cloud",
    ...generated,
    packages: ["stock-genesys-cloud"],
    client: stockGenesysCloud,
    api: 'export { BillingApi, Configuration } from "stock-genesys-cloud";',
    program: "openapi-generator",
  },
  {
    group: "genesys-cloud",
    kind: "official",
    label: "purecloud-platform-client-v2",
    packages: ["purecloud-platform-client-v2"],
    client: officialGenesysCloud,
    // It is one object: a bundler cannot take a class out of it.
    api: 'import client from "purecloud-platform-client-v2"; export const { BillingApi } = client;',
    program: "official",
  },
  {
    group: "genesys-cloud",
    kind: "billkit",
    label: "@billkit/genesys-cloud",
    packages: ["@billkit/genesys-cloud", "@billkit/core"],
    client: 'export { GenesysCloud } from "@billkit/genesys-cloud";',
    api: 'export { BillingApi } from "@billkit/genesys-cloud";',
    program: "billkit",
  },
  { group: "both", kind: "fetch", label: "fetch", packages: [], program: "fetch" },
  { group: "both", ...openapiFetch },
  {
    group: "both",
    ...generated,
    packages: ["stock-deepgram", "stock-genesys-cloud"],
    client: [
      'export { BillingApi as DeepgramBillingApi, ProjectsApi } from "stock-deepgram";',
      'export { Configuration as DeepgramConfiguration } from "stock-deepgram";',
      stockGenesysCloud,
    ].join("\n"),
    program: "openapi-generator",
  },
  {
    group: "both",
    kind: "official",
    label: "both official clients",
    packages: ["@deepgram/sdk", "purecloud-platform-client-v2"],
    client: `${officialDeepgram}\n${officialGenesysCloud}`,
    program: "official",
  },
  {
    group: "both",
    kind: "billkit",
    label: "billkit",
    packages: ["billkit", "@billkit/deepgram", "@billkit/genesys-cloud", "@billkit/core"],
    client: 'export { connectDeepgram, connectGenesysCloud } from "billkit";',
    program: "facade",
  },
];

/** The vendors that a group calls, as the programs name them. */
export function vendorsOf(group: Group): readonly ("deepgram" | "genesysCloud")[] {
  if (group === "both") return ["deepgram", "genesysCloud"];
  return group === "deepgram" ? ["deepgram"] : ["genesysCloud"];
}
