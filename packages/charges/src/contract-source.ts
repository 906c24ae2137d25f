import type { Charge, ChargeRequest, ContractChargeSource } from "@billkit/core/charges";
import { liveCaller } from "./interpret/caller.js";
import type { Interpretation } from "./interpret/calls.js";
import type { Sleep } from "./sleep.js";
import { interpret } from "./interpret/interpret.js";

/** Reads a generated source. The other calls continue after one that failed. */
export async function* readContractSource(
  source: ContractChargeSource,
  request: ChargeRequest,
  failures: Pick<Interpretation, "onFailure" | "onFailedCall">,
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
    ...failures,
  });
  for await (const row of read) {
    rows += 1;
    yield row;
  }
}
