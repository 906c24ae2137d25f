import type { Bump } from "../change.js";

/** How one kind of change is rated, and why. */
export interface Rule {
  readonly level: Bump;
  /** What has changed, as docs/spec-changes.md says it. */
  readonly what: string;
  /** What users of the generated package feel; a change's message ends with it. */
  readonly felt: string;
}

export const major = (what: string, felt: string): Rule => ({ level: "major", what, felt });
export const minor = (what: string, felt: string): Rule => ({ level: "minor", what, felt });
export const patch = (what: string, felt: string): Rule => ({ level: "patch", what, felt });
