import { createHook } from "node:async_hooks";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { toParquet } from "@billkit/charges";
import { openStore } from "@billkit/charges/collect";
import { pacedLayers } from "@billkit/core/pacing";
import { genesysCloudCharges } from "@billkit/genesys-cloud/charges";
import { createSandboxFetch } from "@billkit/sandbox/fetch";
import { connectGenesysCloud, type GenesysCloudOptions } from "billkit/genesys-cloud";
import { Connections, type Connection } from "../../packages/cli/src/collect/connections.js";
import { runPass } from "../../packages/cli/src/collect/run-units.js";
import type { AccountConfig } from "../../packages/cli/src/config/accounts.js";
import type { Io } from "../../packages/cli/src/io.js";
import { readCredentials } from "../../packages/cli/src/vendors/select.js";
import { VirtualClock } from "../../packages/core/test/support/virtual-clock.js";
import { genesysAccounts, secretsOf } from "./accounts.js";

/** Genesys Cloud's limit per credential; the sandbox enforces it. */
const requestsPerMinute = 300;
const latencyMs = 200;
/** The command's defaults. */
const concurrency = 8;
const deadlineMs = 1_800_000;

/**
 * How fast the customers of some partners, each with a credential, are collected against a vendor's limit.
 */
export async function measurePace(accounts: number, credentials: number, folder: string) {
  // Loads the writer: modules load in a thread of their own, which the clock can't see.
  await toParquet([]);
  let isDone = false;
  // Large bodies and compressed files take turns that no hook shows: with nobody asleep, they aren't done.
  const clock: VirtualClock = new VirtualClock(() => settled(() => isDone || clock.sleeping > 0));
  const sandbox = await createSandboxFetch({
    ...{ vendors: ["genesys-cloud"], clock, reportPolls: 0, enforceLimits: true },
    faults: [{ kind: "delay", delayMs: latencyMs }],
  });
  const customersPerPartner = Math.ceil(accounts / credentials);
  const made = genesysAccounts(sandbox.control, accounts, customersPerPartner);
  const sentAt = new Map<string | null, number[]>();
  let [refused, collected] = [0, 0];
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const credential = request.headers.get("authorization");
    if (!request.url.includes("/oauth/token"))
      sentAt.set(credential, [...(sentAt.get(credential) ?? []), clock.now()]);
    const response = await sandbox.fetch(request);
    if (response.status === 429) refused += 1;
    return response;
  };
  const store = await openStore(path.join(folder, `pace-${credentials}`));
  const period = { start: "2026-06-01T00:00:00.000Z", end: "2026-07-01T00:00:00.000Z" };
  const startedAt = clock.now();
  const io: Io = {
    ...{ env: secretsOf(made), stdout: process.stdout, stderr: process.stderr },
    ...{ signal: new AbortController().signal, now: () => clock.now() },
  };
  const run = runPass({
    ...{ store, period, concurrency, io, singer: undefined },
    round: await store.beginRound(period, startedAt),
    accounts: Array.from({ length: credentials }, (_, at) => partner(at)),
    connections: new ClockedConnections(io, { ...sandbox.genesysCloud, fetch: send, clock }),
    sleep: (ms) => clock.sleep(ms),
    on: {
      known: noop,
      skipped: noop,
      collected: () => (collected += 1),
      failed: (_, { message }) => {
        throw new Error(message);
      },
    },
  });
  await clock.run(run.finally(() => (isDone = true)));
  await store.close();
  sandbox.close();
  const all = [...sentAt.values()];
  const minutes = (Math.max(...all.flat()) - startedAt) / 60_000;
  return {
    ...{ accounts: collected, credentials, requests: all.flat().length },
    /** On the virtual clock. */
    minutes,
    /** Of the requests that the vendor permits a credential; the credential that used least of it. */
    partOfLimit: Math.min(...all.map((each) => partOf(each, startedAt))),
    /** Requests over the limit. */
    refused,
  };
}

/** Whole minutes' worth of requests, by the time until the next one can be sent. */
function partOf(sentAt: readonly number[], startedAt: number): number {
  const whole = Math.floor((sentAt.length - 1) / requestsPerMinute);
  const nextAt = sentAt[whole * requestsPerMinute] ?? NaN;
  return (whole * 60_000) / (nextAt - startedAt);
}

const partner = (at: number): AccountConfig => ({
  ...{ vendor: "genesys-cloud", name: `partner-${at}`, settlement: undefined },
  credentials: {
    clientId: { env: `GENESYS_ID_${at}` },
    clientSecret: { env: `GENESYS_SECRET_${at}` },
  },
  ...{ options: {}, accountIds: "*", rate: undefined },
});

/** The command's connections, with a clock and a `fetch`. */
class ClockedConnections extends Connections {
  readonly #connections = new Map<string, Connection>();

  constructor(
    private readonly own: Io,
    private readonly access: Pick<GenesysCloudOptions, "baseUrl" | "loginUrl" | "fetch" | "clock">,
  ) {
    super(own, undefined);
  }

  override async open(account: AccountConfig): Promise<Connection> {
    const { baseUrl, loginUrl, fetch, clock } = this.access;
    const known = this.#connections.get(account.name);
    if (known !== undefined) return known;
    const client = connectGenesysCloud({
      ...(await readCredentials(account, this.own.env, this.own.signal)),
      ...{ baseUrl, loginUrl, fetch, clock, layers: pacedLayers(), deadlineMs },
    });
    const connection = { source: genesysCloudCharges(client), isRejected: false };
    this.#connections.set(account.name, connection);
    return connection;
  }
}

/** Files and hashes in progress, which time stands still for. */
const pending = new Set<number>();
createHook({
  init(id, type) {
    if (/^(FSREQ|FILEHANDLECLOSE|HASH|ZLIB)/.test(type)) pending.add(id);
  },
  after: (id) => pending.delete(id),
  destroy: (id) => pending.delete(id),
}).enable();

/** The longest real time that work without a sleep can take. */
const mostMs = 10_000;

async function settled(isSettled: () => boolean): Promise<void> {
  const end = performance.now() + mostMs;
  for (let turn = 0; turn < 5; turn++) {
    await setImmediate();
    if (pending.size > 0 || (!isSettled() && performance.now() < end)) turn = 0;
  }
}

const noop = (): void => undefined;
