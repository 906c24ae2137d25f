import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What turbo's summary says of one task. */
export interface TaskRun {
  /** Such as `@billkit/deepgram#generate`. */
  readonly task: string;
  readonly cache: "HIT" | "MISS";
  /** Which cache answered a hit. */
  readonly source: "LOCAL" | "REMOTE" | undefined;
}

interface Summary {
  readonly tasks: readonly {
    readonly taskId: string;
    readonly cache: { readonly status: "HIT" | "MISS"; readonly source?: "LOCAL" | "REMOTE" };
  }[];
}

/** @param folder where turbo has put the summaries (`--summarize`) of one run, or of more */
export function readRuns(folder: string): TaskRun[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const summary = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Summary;
      return summary.tasks;
    })
    .map(({ taskId, cache }) => ({ task: taskId, cache: cache.status, source: cache.source }))
    .sort((a, b) => (a.task < b.task ? -1 : 1));
}
