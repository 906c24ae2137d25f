import { oneLine, Problems } from "../../common/user-error.js";
import type { Contradiction } from "./examples.js";
import { type Acceptable, type VendorConfig, withoutSlash } from "../vendor.js";

/**
 * What reading a description finds. A problem stops the command; a notice is shown and doesn't.
 * vendor.yaml may accept a notice by name, with a reason.
 */
export class Findings extends Problems {
  readonly #accepted = new Set<string>();
  readonly #notices = new Set<string>();
  /** Place to name of the schemas that vendor.yaml doesn't name, for names.yaml. */
  assigned: ReadonlyMap<string, string> = new Map();
  /** Where the vendor's examples break its own schemas. */
  contradictions: readonly Contradiction[] = [];

  constructor(
    readonly vendor: VendorConfig,
    /** For comparison only: a missing operation isn't a problem. */
    readonly leavesOut = false,
  ) {
    super();
  }

  /** Findings that vendor.yaml accepts, one line each with the reason. */
  get accepted(): string[] {
    return [...this.#accepted];
  }

  /** Findings for a reviewer, one line each. */
  get notices(): string[] {
    return [...this.#notices];
  }

  notice(line: string): void {
    this.#notices.add(oneLine(line));
  }

  /** Adds the findings of another reading of the same vendor, which has no problems. */
  absorb(other: Findings): void {
    for (const line of other.notices) this.#notices.add(line);
    for (const line of other.accepted) this.#accepted.add(line);
  }

  /**
   * Reports something that vendor.yaml can accept.
   * @param isProblem whether it stops the command unless it's accepted
   */
  report(about: Acceptable, name: string, line: string, isProblem = false): void {
    if (this.leavesOut) return;
    const acceptance = this.vendor.accepted.find(
      (entry) => entry.about === about && sameName(about, entry.name, name),
    );
    if (acceptance) this.#accepted.add(`accepted: ${about} ${name}: ${acceptance.reason}`);
    else if (isProblem) this.add(line);
    else this.notice(line);
  }
}

function sameName(about: Acceptable, a: string, b: string): boolean {
  const plain = (name: string): string => (about === "server" ? withoutSlash(name) : name);
  return plain(a) === plain(b);
}
