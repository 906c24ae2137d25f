import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it, jest } from "@jest/globals";
import { compareVendor, writeDifferences, writeManifest } from "./places.js";

jest.setTimeout(300_000);

const names = Array.from({ length: 100 }, (_, index) => `docs/${index}.md`);
const text = (round: number, name: string): string => `${round} ${name}\n`.repeat(2_000);

function generateInto(root: string, round: number): void {
  const output = path.join(root, "packages/acme/.generated");
  mkdirSync(path.join(output, "docs"), { recursive: true });
  for (const name of names) writeFileSync(path.join(output, name), text(round, name));
  writeManifest(output, names);
}

/** Kills the writing process after a delay. @returns whether it was still writing */
async function killWhileWriting(root: string, delayMs: number): Promise<boolean> {
  const command = path.join(__dirname, "testing/write-command.ts");
  const child = spawn(process.execPath, ["--import", "tsx", command, root], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  await once(child.stdout, "data");
  await wait(delayMs);
  child.kill("SIGKILL");
  await closed;
  return child.signalCode === "SIGKILL";
}

it("leaves every file old or new when killed, and the next run completes them", async () => {
  const root = mkdtempSync(path.join(tmpdir(), "billkit-kill-"));
  const folder = path.join(root, "packages/acme");
  try {
    generateInto(root, 0);
    await writeDifferences(root, compareVendor(root, "acme"));
    let mixed = 0;
    for (let round = 1; round <= 6; round += 1) {
      generateInto(root, round);
      const killed = await killWhileWriting(root, Math.random() * 250);
      const present = names.map((name) => readFileSync(path.join(folder, name), "utf8"));
      const isOld = present.map((found, index) => found === text(round - 1, names[index] ?? ""));
      present.forEach((found, index) => {
        if (!isOld[index]) expect(found === text(round, names[index] ?? "")).toBe(true);
      });
      if (killed && isOld.includes(true) && isOld.includes(false)) {
        mixed += 1;
        expect(compareVendor(root, "acme")).not.toEqual([]);
      }
      await writeDifferences(root, compareVendor(root, "acme"));
      expect(compareVendor(root, "acme")).toEqual([]);
      expect(readdirSync(path.join(folder, "docs"))).toHaveLength(names.length);
    }
    // Otherwise the kills came too early or too late to show anything.
    expect(mixed).toBeGreaterThan(0);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
