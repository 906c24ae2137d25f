/** What a row left behind in the process. */
export interface Left {
  /** Empty under Jest, where an unhandled rejection fails the test by itself. */
  readonly unhandled: readonly unknown[];
  /** Runtime timers that were started, and those of them that weren't cleared. */
  readonly timers: number;
  readonly timersLeft: number;
  /** Kinds of handles that increased in number: sockets, servers, DNS look-ups. */
  readonly handles: readonly string[];
}

const handles = (): string[] =>
  process.getActiveResourcesInfo().filter((kind) => /^(TCP|TLS|GETADDRINFO)/i.test(kind));

/** The runtime's fetch and undici start timers for their connections, which aren't the client's. */
const ofConnections = (): boolean =>
  /\(?node:|[\\/]node_modules[\\/]undici[\\/]/.test(new Error().stack?.split("\n")[3] ?? "");

/** Watches the process until `end` is called, which restores the globals. */
export function watch(): { end(turn: () => Promise<void>): Promise<Left> } {
  const before = handles();
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const taken = new Set<unknown>();
  let timers = 0;
  const watched = (...given: Parameters<typeof set>): ReturnType<typeof set> => {
    const timer = set(...given);
    if (!ofConnections()) {
      timers++;
      taken.add(timer);
    }
    return timer;
  };
  globalThis.setTimeout = Object.assign(watched, set);
  globalThis.clearTimeout = (timer) => {
    taken.delete(timer);
    clear(timer);
  };
  const more = (): string[] => {
    const left = handles();
    for (const kind of before) {
      const at = left.indexOf(kind);
      if (at >= 0) left.splice(at, 1);
    }
    return left;
  };
  return {
    async end(turn) {
      // Sockets close in later turns; a leaked one stays open however many pass.
      for (let turns = 0; turns < 5000 && more().length; turns++) await turn();
      process.off("unhandledRejection", note);
      Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
      return { unhandled, timers, timersLeft: taken.size, handles: more() };
    },
  };
}
