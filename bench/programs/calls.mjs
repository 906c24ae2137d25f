/**
 * One client in its own process. Arguments: its program, the vendor, the file of answers, the server's
 * port (empty: a stub of fetch). Each message `{ forMs, concurrency }` makes it call for that long and
 * send calls, wall time and CPU time.
 */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import process from "node:process";

const [program, vendor, file, port] = process.argv.slice(2);
const { baseUrl, id, path, body, count } = JSON.parse(readFileSync(file, "utf8"))[vendor];
const headers = { "content-type": "application/json" };

/** Makes a Request first, as fetch does, and then answers at once. */
function stub(input, init) {
  const { url } = new Request(input, init);
  if (!url.includes(path)) throw new Error(`${program} requested ${url}`);
  return Promise.resolve(new Response(body, { status: 200, headers }));
}

async function connect() {
  const module = await import(`./${program}.mjs`);
  const call = await module[vendor]({
    baseUrl: port ? `http://127.0.0.1:${port}` : baseUrl,
    credential: "benchmark",
    id,
    fetch: port ? undefined : stub,
  });
  const found = await call();
  if (found !== count) throw new Error(`${program} read ${found} items of ${count}`);
  return call;
}

async function run(call, { forMs, concurrency }) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let calls = 0;
  const worker = async () => {
    while (performance.now() - start < forMs) {
      await call();
      calls++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { user, system } = process.cpuUsage(cpu);
  return { calls, wallMs: performance.now() - start, cpuMicros: user + system };
}

const fail = (error) => process.send({ problem: String(error?.stack ?? error) });
process.once("disconnect", () => process.exit(0));
connect().then((call) => {
  process.on("message", (order) => run(call, order).then((turn) => process.send(turn), fail));
  process.send({ ready: true });
}, fail);
