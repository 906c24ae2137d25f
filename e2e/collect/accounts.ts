import { randomBytes, randomUUID } from "node:crypto";
import type { SandboxControl } from "@billkit/sandbox";
import Big from "big.js";

/** An account in the form of the example's accounts file. */
export interface WorldAccount {
  readonly name: string;
  readonly vendor: "deepgram" | "genesys-cloud" | "openai";
  readonly credentials: Readonly<Record<string, string>>;
  readonly accountId?: string;
}

type Control<Vendor extends WorldAccount["vendor"]> = SandboxControl<Vendor>;

/** All credentials of this run contain it, so that one search finds any of them. */
export const marker = randomBytes(8).toString("hex");

const secret = (): string => `${marker}${randomBytes(16).toString("hex")}`;

/** An account with its state in the sandbox. */
export interface MadeAccount {
  readonly account: WorldAccount;
  /** Its credentials by environment variable. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Its vendor and id, and what June cost. */
  readonly expected: readonly [account: string, amount: string];
}

/** The credentials of all accounts, by environment variable. */
export const secretsOf = (made: readonly MadeAccount[]): Record<string, string> =>
  Object.fromEntries(made.flatMap(({ secrets }) => Object.entries(secrets)));

const sum = (amounts: readonly (string | number)[]): string =>
  amounts.reduce((all: Big, amount) => all.plus(amount), new Big(0)).toFixed();
const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** Each account has a key and a project of its own. */
export function deepgramAccounts(control: Control<"deepgram">, count: number): MadeAccount[] {
  const { line_items } = control.state().vendors.deepgram;
  const made = range(count).map((at) => ({
    key: secret(),
    project: deepgramProject(Object.keys(line_items), at),
  }));
  const accounts = made.map(({ key, project }, at) => ({
    name: `account ${at}`,
    keys: [{ key, permissions: ["billing:read"] }],
    projects: [project],
  }));
  control.setState({ vendors: { deepgram: { line_items, accounts } } });
  return made.map(({ key, project: { project_id, usage } }, at) => ({
    account: {
      ...{ name: `deepgram-${at}`, vendor: "deepgram" },
      credentials: { apiKey: `DEEPGRAM_${at}` },
    },
    secrets: { [`DEEPGRAM_${at}`]: key },
    expected: [`deepgram ${project_id}`, sum(usage.map(({ dollars }) => dollars))],
  }));
}

/** Two items a day, in June. */
function deepgramProject(items: readonly string[], at: number) {
  const usage = range(30).flatMap((day) =>
    items.slice(0, 2).map((line_item, item) => ({
      ...{ accessor: "app", deployment: "hosted", line_item, tags: ["production"] },
      date: `2026-06-${String(day + 1).padStart(2, "0")}`,
      dollars: ((at + 1) * 10_007 + day * 131 + item * 17) / 1e8,
    })),
  );
  return {
    ...{ project_id: randomUUID(), name: `project ${at}`, usage },
    ...{ balances: [], orders: [], streams: [] },
  };
}

interface Line {
  readonly usageQuantity?: string;
  readonly prepayQuantity?: string;
  readonly prepayPrice?: string;
  readonly overagePrice?: string;
  readonly bundleQuantity?: string;
}

/** Each account is a customer of a partner; each partner has a credential. */
export function genesysAccounts(
  control: Control<"genesys-cloud">,
  count: number,
  customersPerPartner = 25,
): MadeAccount[] {
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
        ...{ clientId: randomUUID(), clientSecret: secret() },
        permissions: partner.clients[0]?.permissions ?? [],
        tokenLifeSeconds: 86_400,
      },
    ],
    trustors: customers.slice(at * customersPerPartner, (at + 1) * customersPerPartner),
  }));
  control.setState({
    vendors: { "genesys-cloud": { organizations: partners, tokens: {}, tokensIssued: 0 } },
  });
  return customers.map(({ id, periods }, at) => {
    const own = Math.floor(at / customersPerPartner);
    const [client] = partners[own]?.clients ?? [];
    const june = periods.filter(({ billingPeriodStartDate }) =>
      billingPeriodStartDate.startsWith("2026-06"),
    );
    const usages = june.flatMap(({ usages: lines = [] }) => lines);
    return {
      account: {
        ...{ name: `genesys-${at}`, vendor: "genesys-cloud", accountId: id },
        credentials: { clientId: `GENESYS_ID_${own}`, clientSecret: `GENESYS_SECRET_${own}` },
      },
      secrets: {
        [`GENESYS_ID_${own}`]: client?.clientId ?? "",
        [`GENESYS_SECRET_${own}`]: client?.clientSecret ?? "",
      },
      expected: [`genesys-cloud ${id}`, sum(usages.map((usage) => amountOf(usage as Line)))],
    };
  });
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

/** Each account has a key of its own. */
export function openaiAccounts(control: Control<"openai">, count: number): MadeAccount[] {
  const costs = range(30).map((day) => ({
    ...{ project_id: "proj_1", api_key_id: "key_1", line_item: "gpt-5, input", quantity: day + 1 },
    date: `2026-06-${String(day + 1).padStart(2, "0")}`,
    value: day === 3 ? "0.01999999999999999872" : `${day}.000000${day + 11}`,
  }));
  const credentials = range(count).map(() => `sk-${secret()}`);
  control.setState({
    vendors: { openai: { credentials, since: "2026-06-01", streams: [], costs } },
  });
  const amount = sum(costs.map(({ value }) => value));
  return credentials.map((key, at) => ({
    account: {
      ...{ name: `openai-${at}`, vendor: "openai" },
      credentials: { apiKey: `OPENAI_${at}` },
    },
    secrets: { [`OPENAI_${at}`]: key },
    expected: [`openai openai-${at}`, amount],
  }));
}
