import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startPostgres, type Postgres } from "../../packages/charges/test/support/postgres.js";
import { checkSecrets, checkSums, dumpDatabase } from "./check.js";
import { runWorkers } from "./workers.js";
import { makeWorld, type World } from "./world.js";

let postgres: Postgres;
let world: World;
const folder = mkdtempSync(path.join(os.tmpdir(), "billkit-workers-"));
beforeAll(async () => {
  [postgres, world] = await Promise.all([startPostgres(), makeWorld(36)]);
});
afterAll(async () => {
  await Promise.all([postgres.stop(), world.sandbox.close()]);
  rmSync(folder, { recursive: true });
});

it("collects every account once, whatever workers are killed", async () => {
  for (const vendor of ["deepgram", "genesys-cloud", "openai"] as const) {
    world.sandbox.control.addFault({ vendor, kind: "delay", delayMs: 100 });
    world.sandbox.control.addFault({ vendor, kind: "reset", probability: 0.05 });
    world.sandbox.control.addFault({
      vendor,
      kind: "rate-limit",
      retryAfter: 0,
      probability: 0.05,
    });
  }
  const { kills, log } = await runWorkers({
    ...{ world, folder, kills: 1, databaseUrl: postgres.url, workers: 2, leaseSeconds: 2 },
  });
  expect(kills).toBe(2);
  await checkSums(postgres.url, world);
  expect(await checkSecrets(dumpDatabase(postgres.url), world)).toBeGreaterThan(0);
  expect(await checkSecrets([log], world)).toBeGreaterThan(0);
  expect(log).not.toContain(postgres.password);
});
