/**
 * One client in a process of its own, which calls when it is told to. Arguments: the program beside
 * this that has the client, the vendors, the file of answers, and the port of the server; without a
 * port, the client is given a fetch that answers by itself.
 */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import process from "node:process";

const [program, vendors, file, port] = process.argv.slice(2);
const answers = JSON.parse(readFileSync(file, "utf8"));
/** Does with what it is given what fetch does first, and then answers at once. */
function stub(input, init) {
  const { url } = new Request(input, init);
  const { body } = Object.values(answers).find(({ path }) => url.includes(path));
  const headers = { "content-type": "application/json" };
  return Promise.resolve(new Response(body, { status: 200, headers }));
}

/** One call of each vendor, of which each has been made once. */
async function connect() {
  const client = await import(`./${program}.mjs`);
  const calls = [];
  for (const vendor of vendors.split(",")) {
    const { baseUrl, id, count } = answers[vendor];
    const call = await client[vendor]({
      baseUrl: port ? `http://127.0.0.1:${port}` : baseUrl,
      credential: "benchmark",
      id,
      fetch: port ? undefined : stub,
    });
    const found = await call();
    if (found !== count)
      throw new Error(`${program}: ${found} items were read, ${count} were sent`);
    calls.push(call);
  }
  return calls;
}

/** So many at a time, the vendors in turn. */
async function run(calls, { forMs, concurrency }) {
  const start = performance.now();
  let done = 0;
  const worker = async () => {
    while (performance.now() - start < forMs) {
      for (const call of calls) await call();
      done += calls.length;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return (done / (performance.now() - start)) * 1_000;
}

const problem = (error) => process.send({ problem: error.message });
process.once("disconnect", () => process.exit(0));
connect().then((calls) => {
  process.on("message", (order) => {
    run(calls, order).then((perSecond) => process.send({ perSecond }), problem);
  });
  process.send({ ready: true });
}, problem);
