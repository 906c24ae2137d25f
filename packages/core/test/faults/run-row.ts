import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import {
  ServiceClient,
  defaultLayers,
  type ClientOptions,
  type Credential,
  type Layer,
  type Logger,
} from "../../src/index.js";
import { listBalances, project, service } from "../support/service.js";
import { startFaultServer, type FaultServer } from "./fault-server.js";
import { RowClock, turns } from "./row-clock.js";
import type { Row } from "./row.js";

export interface Played {
  readonly server: FaultServer;
  /** The other server's. */
  readonly otherOrigin: string;
  /** Where the calls went. */
  readonly baseUrl: string;
  /** Of the calls that `outcome` is about. */
  readonly results: readonly PromiseSettledResult<unknown>[];
  readonly reason: object;
  readonly elapsedMs: number;
  readonly pending: number;
  readonly asked: number;
  /** Requests at a server of another origin. */
  readonly elsewhere: number;
  readonly log: string;
  readonly canary: string;
}

/** Plays a row over real sockets; virtual time passes only where nothing else goes on. */
export async function play(row: Row): Promise<Played> {
  const clock = new RowClock(row.clock);
  const canary = randomBytes(12).toString("hex");
  const other = await startFaultServer([{ status: 200, body: "{}" }], clock, "");
  const server = await startFaultServer(row.server, clock, other.origin);
  const baseUrl = row.baseUrl
    ? row.baseUrl
        .replace("{port}", `${server.port}`)
        .replace("{closed}", `${await closedPort(clock)}`)
    : server.origin;
  const controller = new AbortController();
  const reason = { enough: row.id };
  const lines: unknown[] = [];
  let asked = 0;
  let running = 0;
  const counted: Layer = (next) => async (request, call) => {
    running++;
    return next(request, call).finally(() => running--);
  };
  const given = row.credential?.(canary) ?? canary;
  const credential: Credential =
    typeof given === "function" ? (question) => (asked++, given(question)) : given;
  const note = (...line: unknown[]): void => void lines.push(line);
  const logger: Logger = { debug: note, info: note, warn: note, error: note };
  const options: ClientOptions = {
    credential,
    baseUrl,
    clock,
    random: () => 1 - Number.EPSILON,
    logger,
    ...row.client,
    layers: [...(row.client?.layers ?? defaultLayers()), counted],
  };
  const definition = { ...service, ...row.service };
  const clients = Array.from(
    { length: row.clients ?? 1 },
    (_, index) =>
      new ServiceClient(
        definition,
        index ? { ...options, credential: `${canary}-${index}` } : options,
      ),
  );
  const signal = row.abort && controller.signal;
  const call = async (client: ServiceClient<object>): Promise<unknown> =>
    client.call(row.operation ?? listBalances, row.args ?? project, { ...row.options, signal });
  const calls = async (): Promise<PromiseSettledResult<unknown>[]> => {
    const { inTurn, atOnce } = { inTurn: 1, atOnce: 1, ...row.calls };
    for (let index = 1; index < inTurn; index++) await Promise.all(clients.map(call));
    const many = Array.from({ length: atOnce }, () => clients).flat();
    return Promise.allSettled(many.map(call));
  };

  const start = clock.now();
  if (row.abort === "before") controller.abort(reason);
  let done = false;
  const ended = (): boolean => done;
  const work = calls().finally(() => (done = true));
  while (!ended()) {
    await turns(1);
    // Only what is scripted to stall is under way: long enough that it has arrived.
    if (running <= server.stalled()) await turns(20);
    if (running > server.stalled() || ended()) continue;
    if (row.abort === "waiting" && !controller.signal.aborted) controller.abort(reason);
    else await clock.skip();
  }
  const elapsedMs = clock.now() - start;
  const { pending } = clock;
  const results = await work;
  // What was left behind would speak up now.
  await turns(20);
  await Promise.all([server.close(), other.close()]);
  const log = inspect(lines, { depth: Infinity, maxArrayLength: null, maxStringLength: Infinity });
  return {
    server,
    otherOrigin: other.origin,
    baseUrl,
    results,
    reason,
    elapsedMs,
    pending,
    asked,
    elsewhere: other.requests(),
    log,
    canary,
  };
}

async function closedPort(clock: RowClock): Promise<number> {
  const server = await startFaultServer([], clock, "");
  await server.close();
  return server.port;
}
