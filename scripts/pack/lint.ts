import { spawnSync } from "node:child_process";
import path from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { readManifest } from "./manifest.js";

/** What publint says of an unpacked tarball, suggestions included. */
export async function publintProblems(folder: string): Promise<string[]> {
  const { messages } = await publint({ pkgDir: folder, strict: true, pack: false });
  const manifest = readManifest(folder);
  return messages.map(
    (message) => formatMessage(message, { ...manifest }, { color: false }) ?? message.code,
  );
}

/** What @arethetypeswrong/cli says of a tarball, under every way to resolve that it knows. */
export function typesWrong(root: string, file: string): string[] {
  const attw = path.join(root, "node_modules/.bin/attw");
  const { status, stdout, stderr } = spawnSync(attw, [file, "--format", "json"], {
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  if (status === 0) return [];
  const { problems = {} } = report(stdout) ?? {};
  const lines = Object.values(problems)
    .flat()
    .map(
      ({ kind, entrypoint = "", resolutionKind = "" }) => `${kind} ${entrypoint} ${resolutionKind}`,
    );
  return lines.length > 0 ? lines : [`attw: exit ${status ?? "by a signal"} ${stderr}`.trim()];
}

interface Report {
  readonly problems?: Readonly<
    Record<
      string,
      readonly {
        readonly kind: string;
        readonly entrypoint?: string;
        readonly resolutionKind?: string;
      }[]
    >
  >;
}

function report(text: string): Report | undefined {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return undefined;
  }
}
