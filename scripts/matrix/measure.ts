import { run } from "../generate/tools/run.js";
import type { Command, Outcome, Row } from "./row.js";
import type { Stage } from "./stage.js";
import { toolsFolder } from "./tools.js";

const probeMs = 60_000;

/** Runs a row, if its tool answers. Never rejects. */
export async function measure(row: Row, stage: Stage): Promise<Outcome> {
  const { id, name } = row;
  const startedAt = performance.now();
  const outcome = (result: Outcome["result"], version?: string, detail?: string): Outcome => ({
    id,
    name,
    version,
    result,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    detail,
  });
  const probe = await run(row.probe.command, row.probe.args, {
    cwd: stage.folder,
    timeoutMs: probeMs,
  });
  if (probe.code !== 0) {
    const reason = probe.failure ?? `exit ${probe.code ?? "by a signal"}`;
    return outcome("not run", undefined, `${spelled(row.probe)}: ${reason}`);
  }
  const version = /\d+(?:[.-]\d+)+/.exec(probe.output)?.[0];
  try {
    await row.run(stage);
    return outcome("ok", version);
  } catch (error) {
    return outcome("failed", version, error instanceof Error ? error.message : String(error));
  }
}

/** A command as a reader would type it in the folder of the tools. */
function spelled({ command, args }: Command): string {
  return [command, ...args].map((part) => part.replace(`${toolsFolder}/`, "")).join(" ");
}
