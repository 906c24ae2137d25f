import { Problems } from "../../common/user-error.js";
import { withoutSlash } from "../server-address.js";
import type { Acceptable, VendorConfig } from "../vendor.js";

/** Problems, of which vendor.yaml may accept some. */
export class Findings extends Problems {
  readonly #accepted = new Set<string>();

  constructor(
    readonly vendor: VendorConfig,
    /** Then what is gone, new or moved is no problem: it is read for comparison only. */
    readonly leavesOut = false,
  ) {
    super();
  }

  /** What was found and is accepted, a line each with the reason. */
  get accepted(): string[] {
    return [...this.#accepted];
  }

  /**
   * Reports something that vendor.yaml may accept.
   * @returns whether it does
   */
  report(about: Acceptable, name: string, problem: string): boolean {
    if (this.leavesOut) return true;
    const acceptance = this.vendor.accepted.find(
      (entry) => entry.about === about && sameName(about, entry.name, name),
    );
    if (acceptance) this.#accepted.add(`accepted: ${about} ${name}: ${acceptance.reason}`);
    else this.add(problem);
    return acceptance !== undefined;
  }
}

function sameName(about: Acceptable, a: string, b: string): boolean {
  const plain = (name: string): string => (about === "server" ? withoutSlash(name) : name);
  return plain(a) === plain(b);
}
