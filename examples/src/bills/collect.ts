import type { PollState } from "billkit";
import type { Bills, Failure, Vendor } from "./bill.js";
import type { Clients } from "./clients.js";
import { collectDeepgram } from "./collect-deepgram.js";
import { collectGenesysCloud } from "./collect-genesys-cloud.js";
import { failure } from "./failure.js";
import type { Month } from "../common/period.js";

export interface CollectBillsOptions {
  readonly month: Month;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (state: PollState) => void;
}

/** The bills of every vendor that there is a client for; one that fails does not lose the other's. */
export async function collectBills(clients: Clients, options: CollectBillsOptions): Promise<Bills> {
  const { source, deepgram, genesysCloud } = clients;
  const { signal } = options;
  const errors: Failure[] = [];
  const shared = { ...options, source, onFailure: (item: Failure) => void errors.push(item) };
  const bill = async <T>(vendor: Vendor, collect: () => Promise<T> | undefined) => {
    try {
      return (await collect()) ?? null;
    } catch (error) {
      signal?.throwIfAborted();
      errors.push(failure(vendor, error));
      return null;
    }
  };
  const [deepgramBill, genesysCloudBill] = await Promise.all([
    bill("deepgram", () => deepgram && collectDeepgram(deepgram(), shared)),
    bill("genesysCloud", () => genesysCloud && collectGenesysCloud(genesysCloud(), shared)),
  ]);
  return { deepgram: deepgramBill, genesysCloud: genesysCloudBill, errors };
}
