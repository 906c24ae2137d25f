import type { Stage } from "./stage.js";

/** One way in which the packages are used. */
export interface Row {
  /** As the command line and `may-not-run.json` name it. */
  readonly id: string;
  readonly name: string;
  /** Whether it is one of the few that every push runs (`--quick`). */
  readonly quick: boolean;
  /** Tells its tool's version. Where it fails, the row is not run. */
  readonly probe: Command;
  /** @throws Error saying what went wrong */
  run(stage: Stage): Promise<void>;
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** What became of a row. */
export interface Outcome {
  readonly id: string;
  readonly name: string;
  /** Of its tool, where that told one. */
  readonly version: string | undefined;
  readonly result: "ok" | "failed" | "not run";
  readonly seconds: number;
  /** The command that failed, where it is not run; what went wrong, where it has failed. */
  readonly detail: string | undefined;
}
