import { randomBytes, randomUUID } from "node:crypto";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import Big from "big.js";

/** 10 July 2026, so that June is over. */
export const now = Date.UTC(2026, 6, 10, 12);
export const period = "2026-06";

/** An account in the form of the example's accounts file. */
export interface WorldAccount {
  readonly name: string;
  readonly vendor: "deepgram" | "genesys-cloud" | "openai";
  readonly credentials: Readonly<Record<string, string>>;
  readonly accountId?: string;
}

/** A sandbox with many accounts of three vendors. */
export interface World {
  readonly sandbox: Sandbox<WorldAccount["vendor"]>;
  readonly accounts: readonly WorldAccount[];
  /** Credentials and addresses, for the workers. */
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** June's cost by vendor and account id, of the sandbox's state. */
  readonly expected: ReadonlyMap<string, string>;
}

/** Per partner of Genesys Cloud. */
const customersPerPartner = 25;

/** Creates the sandbox: half of the accounts are Deepgram's, a third Genesys Cloud's, the rest OpenAI's. */
export async function makeWorld(count: number): Promise<World> {
  const sandbox = await startSandbox({
    vendors: ["deepgram", "genesys-cloud", "openai"],
    clock: { now: () => now },
    reportPolls: 0,
  });
  const env: Record<string, string> = {
    DEEPGRAM_BASE_URL: sandbox.deepgram.baseUrl,
    GENESYSCLOUD_BASE_URL: sandbox.genesysCloud.baseUrl,
    GENESYSCLOUD_LOGIN_URL: sandbox.genesysCloud.loginUrl,
    OPENAI_BASE_URL: sandbox.openai.baseUrl,
  };
  const [deepgram, genesys] = [Math.floor(count / 2), Math.floor(count / 3)];
  const parts = [
    deepgramAccounts(sandbox, deepgram),
    genesysAccounts(sandbox, genesys),
    openaiAccounts(sandbox, count - deepgram - genesys),
  ];
  for (const { secrets } of parts) Object.assign(env, secrets);
  return {
    sandbox,
    accounts: parts.flatMap(({ accounts }) => accounts),
    env,
    secrets: parts.flatMap(({ secrets }) => Object.values(secrets)),
    expected: new Map(parts.flatMap(({ expected }) => expected)),
  };
}

interface Part {
  readonly accounts: WorldAccount[];
  readonly secrets: Readonly<Record<string, string>>;
  readonly expected: [account: string, amount: string][];
}

const sum = (amounts: readonly (string | number)[]): string =>
  amounts.reduce((all: Big, amount) => all.plus(amount), new Big(0)).toFixed();
const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

function deepgramAccounts({ control }: World["sandbox"], count: number): Part {
  const { line_items } = control.state().vendors.deepgram;
  const made = range(count).map((at) => {
    const usage = range(30).flatMap((day) =>
      Object.keys(line_items)
        .slice(0, 2)
        .map((line_item, item) => ({
          ...{ accessor: "app", deployment: "hosted", line_item, tags: ["production"] },
          date: `2026-06-${String(day + 1).padStart(2, "0")}`,
          dollars: ((at + 1) * 10_007 + day * 131 + item * 17) / 1e8,
        })),
    );
    return { key: randomBytes(20).toString("hex"), project_id: randomUUID(), usage };
  });
  control.setState({
    vendors: {
      deepgram: {
        line_items,
        accounts: made.map(({ key, project_id, usage }, at) => ({
          name: `account ${at}`,
          keys: [{ key, permissions: ["billing:read"] }],
          projects: [
            ...[
              { project_id, name: `project ${at}`, usage, balances: [], orders: [], streams: [] },
            ],
          ],
        })),
      },
    },
  });
  return {
    accounts: made.map((_, at) => ({
      ...{ name: `deepgram-${at}`, vendor: "deepgram" },
      credentials: { apiKey: `DEEPGRAM_${at}` },
    })),
    secrets: Object.fromEntries(made.map(({ key }, at) => [`DEEPGRAM_${at}`, key])),
    expected: made.map(({ project_id, usage }) => [
      `deepgram ${project_id}`,
      sum(usage.map(({ dollars }) => dollars)),
    ]),
  };
}

interface Line {
  readonly usageQuantity?: string;
  readonly prepayQuantity?: string;
  readonly prepayPrice?: string;
  readonly overagePrice?: string;
  readonly bundleQuantity?: string;
}

function genesysAccounts({ control }: World["sandbox"], count: number): Part {
  const [partner] = control.state().vendors["genesys-cloud"].organizations;
  if (partner === undefined) throw new Error("The sandbox has no partner.");
  const samples = partner.trustors.map(({ periods, ...trustor }) => ({
    ...trustor,
    periods: periods.filter(({ billingPeriodStartDate }) =>
      /^2026-0[567]/.test(billingPeriodStartDate),
    ),
  }));
  const customers = range(count).map((at) => {
    const sample = samples[at % samples.length];
    const id = randomUUID();
    const text = JSON.stringify(sample).replaceAll(sample?.id ?? "", id);
    return JSON.parse(text) as (typeof samples)[number];
  });
  const partners = range(Math.ceil(count / customersPerPartner)).map((at) => ({
    ...{ ...partner, id: randomUUID(), name: `partner ${at}` },
    clients: [
      {
        ...{ clientId: randomUUID(), clientSecret: randomBytes(32).toString("base64url") },
        permissions: partner.clients[0]?.permissions ?? [],
        tokenLifeSeconds: 86_400,
      },
    ],
    trustors: customers.slice(at * customersPerPartner, (at + 1) * customersPerPartner),
  }));
  control.setState({
    vendors: { "genesys-cloud": { organizations: partners, tokens: {}, tokensIssued: 0 } },
  });
  return {
    accounts: customers.map(({ id }, at) => {
      const own = Math.floor(at / customersPerPartner);
      return {
        ...{ name: `genesys-${at}`, vendor: "genesys-cloud", accountId: id },
        credentials: { clientId: `GENESYS_ID_${own}`, clientSecret: `GENESYS_SECRET_${own}` },
      };
    }),
    secrets: Object.fromEntries(
      partners.flatMap(({ clients: [client] }, at) => [
        [`GENESYS_ID_${at}`, client?.clientId ?? ""],
        [`GENESYS_SECRET_${at}`, client?.clientSecret ?? ""],
      ]),
    ),
    expected: customers.map(({ id, periods }) => [
      `genesys-cloud ${id}`,
      sum(
        periods
          .filter(({ billingPeriodStartDate }) => billingPeriodStartDate.startsWith("2026-06"))
          .flatMap(({ usages = [] }) => usages.map((usage) => amountOf(usage as Line))),
      ),
    ]),
  };
}

/** The prepaid quantity at its price, and the rest at the overage price; bundles aren't priced. */
function amountOf(line: Line): string {
  const { usageQuantity, prepayQuantity, bundleQuantity = "1" } = line;
  const { prepayPrice, overagePrice } = line;
  if (usageQuantity === undefined || prepayQuantity === undefined || !new Big(bundleQuantity).eq(1))
    return "0";
  const beyond = new Big(usageQuantity).minus(prepayQuantity);
  const isPriced =
    (new Big(prepayQuantity).eq(0) || prepayPrice !== undefined) &&
    (beyond.lte(0) || overagePrice !== undefined);
  if (!isPriced) return "0";
  const over = beyond.gt(0) ? beyond.times(overagePrice ?? "0") : new Big(0);
  return new Big(prepayQuantity)
    .times(prepayPrice ?? "0")
    .plus(over)
    .toFixed();
}

function openaiAccounts({ control }: World["sandbox"], count: number): Part {
  const costs = range(30).map((day) => ({
    ...{ project_id: "proj_1", api_key_id: "key_1", line_item: "gpt-5, input", quantity: day + 1 },
    date: `2026-06-${String(day + 1).padStart(2, "0")}`,
    value: day === 3 ? "0.01999999999999999872" : `${day}.000000${day + 11}`,
  }));
  const credentials = range(count).map(() => `sk-${randomBytes(20).toString("hex")}`);
  control.setState({
    vendors: { openai: { credentials, since: "2026-06-01", streams: [], costs } },
  });
  const amount = sum(costs.map(({ value }) => value));
  return {
    accounts: credentials.map((_, at) => ({
      ...{ name: `openai-${at}`, vendor: "openai" },
      credentials: { apiKey: `OPENAI_${at}` },
    })),
    secrets: Object.fromEntries(credentials.map((key, at) => [`OPENAI_${at}`, key])),
    expected: credentials.map((_, at) => [`openai openai-${at}`, amount]),
  };
}
