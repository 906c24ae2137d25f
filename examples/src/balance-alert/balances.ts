import type { Deepgram } from "@billkit/deepgram";
import Big from "big.js";
import { decimal } from "../common/money.js";
import type { Settings } from "./settings.js";

/** What a project has left, all its balances of the unit together. */
export interface Remaining {
  readonly projectId: string;
  readonly name: string;
  readonly left: Big;
}

export interface BalancesOptions extends Pick<Settings, "units" | "projectIds"> {
  readonly signal: AbortSignal;
  /** Told of each project whose balances could not be had. */
  readonly onFailure: (error: unknown, project: string) => void;
}

/**
 * What each project has left. One without a balance of the unit has 0: a balance that is used up or has
 * expired may be gone from the list, and must not make an alert silent.
 *
 * @throws what the listing of the projects failed with
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
        // As decimals: floats would lose cents, and text would be put one after the other.
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
  for (const id of unseen) onFailure(new TypeError("the key does not see it"), id);
}
