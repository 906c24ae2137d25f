import type { ClientOptions } from "../../src/index.js";
import { pacedLayers, type PacingOptions } from "../../src/pacing/index.js";
import { json, listBalances, project, rig, type Rig } from "./service.js";

export const fine = (): Response => json({});

export const perMinute = (requests: number): PacingOptions => ({
  rate: { requests, perMs: 60_000 },
});

/** A paced client, and when its requests were sent, in milliseconds from the start. */
export function paced(
  options: PacingOptions,
  answer: Parameters<typeof rig>[0] = fine,
  more: Partial<ClientOptions> = {},
): Rig & { readonly sent: number[]; readonly call: (options?: object) => Promise<unknown> } {
  const sent: number[] = [];
  const made = rig(
    (request, index) => {
      sent.push(made.clock.now() - start);
      return answer(request, index);
    },
    { layers: pacedLayers(options), ...more },
  );
  const start = made.clock.now();
  return {
    ...made,
    sent,
    call: async (each = {}) => made.client.call(listBalances, project, each),
  };
}

export const several = (count: number, call: () => Promise<unknown>): Promise<unknown[]> =>
  Promise.all(Array.from({ length: count }, () => call()));
