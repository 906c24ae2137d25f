import type { Charge, ChargeRequest, ContractChargeSource } from "@billkit/core/charges";
import { liveCaller } from "./interpret/caller.js";
import type { Sleep } from "./sleep.js";
import { interpret } from "./interpret/interpret.js";

/**
 * Reads a generated source. `onFailure` receives the error of a failed call; the other calls
 * continue.
 */
export async function* readContractSource(
  source: ContractChargeSource,
  request: ChargeRequest,
  onFailure: (error: unknown) => void,
  sleep: Sleep,
): AsyncGenerator<Charge, void, undefined> {
  const { vendor, contract, definition, options } = source;
  const { period, now, signal } = request;
  let calls = 0;
  let rows = 0;
  const call = liveCaller(source, signal);
  const read = interpret({
    definition,
    options,
    period,
    now,
    signal,
    wait: (ms) => sleep(ms, signal),
    call(operation, args) {
      request.onProgress({ vendor, operation, calls, rows });
      return call(operation, args);
    },
    async onBody(operation, args, body) {
      calls += 1;
      await request.onBody({ vendor, contract, operation, arguments: args, ...body });
    },
    onFailure,
  });
  for await (const row of read) {
    rows += 1;
    yield row;
  }
}
