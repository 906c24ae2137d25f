import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import type { Credential, Logger } from "../../src/index.js";
import { startFaultServer, type FaultServer } from "./fault-server.js";
import { RowClock, turns } from "./row-clock.js";
import type { Row } from "./row.js";
import { isOurs, subjects, type Caller, type ClientKind } from "./subject.js";
import { watch, type Left } from "./watch.js";

export interface Played {
  readonly server: FaultServer;
  /** The other server's origin. */
  readonly otherOrigin: string;
  /** The address that the calls used. */
  readonly baseUrl: string;
  /** Results of the calls that `outcome` describes; undefined if they didn't end in time. */
  readonly results: readonly PromiseSettledResult<unknown>[] | undefined;
  readonly reason: object;
  readonly elapsedMs: number;
  readonly pending: number;
  readonly credentialCalls: number;
  /** The statuses that onProgress received. */
  readonly states: readonly string[];
  /** Requests to a server of another origin. */
  readonly elsewhere: number;
  /** Requests whose connection stays open after the calls have ended. */
  readonly open: number;
  readonly left: Left;
  readonly log: string;
  readonly canary: string;
}

/** Plays a row over real sockets; virtual time advances only when nothing else can proceed. */
export async function play(row: Row, kind: ClientKind = "billkit"): Promise<Played> {
  const watched = watch();
  const clock = new RowClock(row.clock);
  const canary = randomBytes(12).toString("hex");
  const other = await startFaultServer([{ status: 200, body: "{}" }], clock);
  const server = await startFaultServer(row.server, clock, { ...row, other: other.origin });
  const baseUrl = row.baseUrl
    ? row.baseUrl
        .replace("{port}", `${server.port}`)
        .replace("{closed}", `${await closedPort(clock)}`)
    : server.origin;
  const controller = new AbortController();
  const cutOff = new AbortController();
  const reason = { enough: row.id };
  const lines: unknown[] = [];
  const states: string[] = [];
  let credentialCalls = 0;
  let running = 0;
  const given = row.credential?.(canary) ?? canary;
  const credential: Credential =
    typeof given === "function" ? (question) => (credentialCalls++, given(question)) : given;
  const note = (...line: unknown[]): void => void lines.push(line);
  const logger: Logger = { debug: note, info: note, warn: note, error: note };
  const clients = Array.from({ length: row.clients ?? 1 }, (_, index) =>
    subjects[kind]({
      row,
      clock,
      baseUrl,
      credential: index ? `${canary}-${index}` : credential,
      logger,
      started: () => {
        running++;
        return () => running--;
      },
      onProgress: (status) => {
        states.push(status);
        if (row.poll?.onProgress === "throws") throw new Error("boom");
        return row.poll?.onProgress && Promise.reject(new Error("boom"));
      },
    }),
  );
  // Billkit's calls end by themselves; they get no signal, like most calls.
  const ownSignal = isOurs(kind) ? undefined : cutOff.signal;
  const call = async (caller: Caller): Promise<unknown> => {
    if (!row.abort) return caller(ownSignal);
    try {
      return await caller(controller.signal);
    } catch (error) {
      if (!row.poll?.goesOn || error !== reason) throw error;
      return caller(ownSignal);
    }
  };
  const calls = async (): Promise<PromiseSettledResult<unknown>[]> => {
    const { inTurn, atOnce } = { inTurn: 1, atOnce: 1, ...row.calls };
    for (let index = 1; index < inTurn; index++) await Promise.all(clients.map(call));
    const many = Array.from({ length: atOnce }, () => clients).flat();
    return Promise.allSettled(many.map(call));
  };

  const start = clock.now();
  // One more, because the worst jitter is slightly below its bound.
  const end = start + row.longestMs + 1;
  if (row.abort === "before") controller.abort(reason);
  let results: PromiseSettledResult<unknown>[] | undefined;
  void calls().then((all) => (results = all));
  const ended = (): boolean => results !== undefined;
  while (!ended()) {
    await turns(1);
    // Only scripted stalls are in flight: wait long enough for their bytes to arrive.
    if (running <= server.stalled()) await turns(20);
    if (running > server.stalled() || ended()) continue;
    if (row.abort === "waiting" && !controller.signal.aborted) controller.abort(reason);
    else if (!(await clock.skip(end))) break;
  }
  const elapsedMs = clock.now() - start;
  const { pending } = clock;
  for (let turn = 0; turn < 2000 && ended() && server.open(); turn++) await turns(1);
  const open = server.open();
  if (!ended()) {
    controller.abort(reason);
    cutOff.abort(reason);
  }
  const inTime = results;
  // Anything left behind would show up now.
  await turns(20);
  await Promise.all([server.close(), other.close()]);
  const left = await watched.end(() => turns(1));
  const log = inspect(lines, { depth: Infinity, maxArrayLength: null, maxStringLength: Infinity });
  return {
    server,
    otherOrigin: other.origin,
    baseUrl,
    results: inTime,
    reason,
    elapsedMs,
    pending,
    credentialCalls,
    states,
    elsewhere: other.requests(),
    open,
    left,
    log,
    canary,
  };
}

async function closedPort(clock: RowClock): Promise<number> {
  const server = await startFaultServer([], clock);
  await server.close();
  return server.port;
}
