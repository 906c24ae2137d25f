import type { Deepgram } from "@billkit/deepgram";
import Big from "big.js";
import { decimal } from "../common/money.js";
import type { Settings } from "./settings.js";

/** What a project has left, the sum of its balances in the unit. */
export interface Remaining {
  readonly projectId: string;
  readonly name: string;
  readonly left: Big;
}

export interface BalancesOptions extends Pick<Settings, "units" | "projectIds"> {
  readonly signal: AbortSignal;
  /** Receives each project whose balances couldn't be read. */
  readonly onFailure: (error: unknown, project: string) => void;
}

/**
 * What each project has left. One without a balance in the unit has 0: the service can drop used-up
 * and expired balances from the list, and that must not silence an alert.
 *
 * @throws the error of the project listing
 */
export async function* remaining(
  deepgram: Deepgram,
  { units, projectIds, signal, onFailure }: BalancesOptions,
): AsyncGenerator<Remaining, void, undefined> {
  const { projects = [] } = await deepgram.projects.listProjects({ signal });
  const unseen = new Set(projectIds);
  for (const { project_id = "", name = project_id } of projects) {
    if (projectIds.size > 0 && !unseen.delete(project_id)) continue;
    try {
      const { balances = [] } = await deepgram.billing.listBalances({ project_id }, { signal });
      let left = new Big(0);
      for (const balance of balances) {
        if (balance.units?.toLowerCase() !== units) continue;
        // As decimals: floats would lose cents, and text would be concatenated.
        const amount = decimal(balance.amount);
        if (amount === undefined) throw new TypeError("a balance has no amount");
        left = left.plus(amount);
      }
      yield { projectId: project_id, name, left };
    } catch (error) {
      signal.throwIfAborted();
      onFailure(error, name);
    }
  }
  for (const id of unseen) onFailure(new TypeError("the key can't see it"), id);
}
