import type { CollectResult } from "@billkit/charges/collect";
import { commonCode } from "../bill/exit-code.js";
import { exitCodes, type ExitCode } from "../failure.js";
import type { Io } from "../io.js";
import { count } from "../text/count.js";
import { progressOn } from "../text/progress.js";
import { styleFor } from "../text/style.js";
import { sanitize } from "../text/text.js";
import type { AccountFailure } from "./account-failure.js";
import type { PassEvents } from "./run-units.js";

/** The last day of a period whose end is excluded. */
const lastDay = (end: string): string => new Date(Date.parse(end) - 1).toISOString().slice(0, 10);

/** Counts, and reports as it goes. */
export class Tally implements PassEvents {
  readonly #known = new Map<string, number>();
  readonly #done = new Map<string, number>();
  readonly #failures: AccountFailure[] = [];
  #collected = 0;
  #skipped = 0;
  #rows = 0;
  #added = 0;
  #replaced = 0;
  #unchanged = 0;
  #outdated = 0;
  readonly #progress;

  constructor(private readonly io: Io) {
    this.#progress = progressOn(io.stderr);
  }

  known(vendor: string, count: number): void {
    this.#known.set(vendor, count);
    this.#show();
  }

  collected(result: CollectResult): void {
    this.#collected += 1;
    this.#rows += result.rows;
    this.#added += result.added;
    this.#replaced += result.replaced;
    this.#unchanged += result.unchanged;
    this.#outdated += result.outdated;
    if (result.outdatedBy !== undefined)
      this.#line(
        `${sanitize(result.run.account)}: ${count(result.outdated, "partition")} not stored: a run that began later, ${result.outdatedBy}, has stored other rows. Run it again; if no other run was at work, check the clocks of the machines.`,
      );
    for (const {
      view,
      billingPeriodStart,
      amountBefore,
      amountAfter,
      currency,
    } of result.finalChanged) {
      const owner = `${sanitize(result.run.account)}: ${view} of ${billingPeriodStart.slice(0, 10)}`;
      const [before, after] = [amountBefore ?? "nothing", amountAfter ?? "nothing"];
      // One item can cost more and another less.
      const how = before === after ? `with the same total, ${after}` : `from ${before} to ${after}`;
      this.#line(`${owner} was final and has changed, ${how} ${currency}.`);
    }
    this.#count(result.run.vendor);
  }

  skipped(vendor: string): void {
    this.#skipped += 1;
    this.#count(vendor);
  }

  failed(vendor: string, failure: AccountFailure): void {
    this.#failures.push(failure);
    const { stderr, env } = this.io;
    if (!failure.isRepeated) this.#line(styleFor(stderr, env).failure(failure.message));
    this.#count(vendor);
  }

  end(): void {
    const repeated = this.#failures.filter(({ isRepeated }) => isRepeated).length;
    if (repeated > 0)
      this.#line(
        repeated === 1
          ? "1 more account has a rejected credential; it wasn't tried."
          : `${repeated} more accounts have a rejected credential; they weren't tried.`,
      );
    this.#progress.clear();
  }

  summary({ start, end }: { readonly start: string; readonly end: string }): string {
    const days = `${start.slice(0, 10)}..${lastDay(end)}`;
    const before = this.#skipped > 0 ? `, ${this.#skipped} before` : "";
    const failed = this.#failures.length;
    const outdated = this.#outdated > 0 ? `, ${this.#outdated} not stored` : "";
    return `${days}: ${count(this.#collected, "account")} collected${before}, ${failed} failed; ${count(this.#rows, "row")}
partitions: ${this.#added} added, ${this.#replaced} replaced, ${this.#unchanged} unchanged${outdated}
`;
  }

  exitCode(): ExitCode {
    if (this.#failures.length === 0) return this.#outdated > 0 ? exitCodes.partial : exitCodes.ok;
    if (this.#collected + this.#skipped > 0) return exitCodes.partial;
    return commonCode(this.#failures.map((failure) => failure.exitCode));
  }

  #count(vendor: string): void {
    this.#done.set(vendor, (this.#done.get(vendor) ?? 0) + 1);
    this.#show();
  }

  #show(): void {
    const parts = [...this.#known].map(
      ([vendor, count]) => `${vendor} ${this.#done.get(vendor) ?? 0}/${count}`,
    );
    const failed = this.#failures.length;
    this.#progress.show(`${parts.join(", ")}${failed > 0 ? `, ${failed} failed` : ""}`);
  }

  #line(text: string): void {
    this.#progress.clear();
    this.io.stderr.write(`${text}\n`);
  }
}
