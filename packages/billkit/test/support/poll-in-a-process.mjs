/* global AbortController */
/**
 * One process of a wait that moves from process to process. Resumes the serialized poller in its
 * first argument, or starts a new one; polls as often as its second argument says, or waits for the
 * report (`wait`). Writes what it received and the result of `serialize()` as JSON.
 */
import { connectGenesysCloud } from "billkit";

const [, , serialized, goal] = process.argv;
const genesys = connectGenesysCloud();
const written = { states: [] };
try {
  const poller = serialized
    ? genesys.resumeBillableUsage(serialized)
    : genesys.billableUsage({ startDate: "2026-06-01T00:00:00Z", endDate: "2026-06-30T23:59:59Z" });
  if (goal === "wait") {
    written.report = await poller.wait({ onProgress: (state) => written.states.push(state) });
  } else if (goal === "wait, then abort") {
    const controller = new AbortController();
    const onProgress = (state) => {
      written.states.push(state);
      controller.abort("enough");
    };
    const { signal } = controller;
    await poller.wait({ deadlineMs: 120_000, signal, onProgress }).catch(() => undefined);
  } else {
    for (let left = Number(goal); left > 0; left--) written.states.push(await poller.poll());
  }
  written.serialized = poller.serialize();
} catch (error) {
  written.error = { ...error, name: error.name, message: error.message };
}
process.stdout.write(JSON.stringify(written));
