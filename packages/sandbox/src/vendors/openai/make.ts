import { dayMs, startOfDay, toDate } from "../../engine/clock.js";
import { Seeded } from "../../engine/seeded.js";
import type { World } from "../../engine/vendor.js";
import type { OpenAICost, OpenAIState, OpenAIStream } from "./state.js";

const historyDays = 120;

/**
 * Model, requests per day, tokens per request, and prices per token, some with more digits than a
 * float.
 */
const uses: readonly (readonly [string, number, number, number, string, string])[] = [
  ["gpt-5-2025-08-07", 1_800, 2_400, 600, "0.00000125", "0.00001"],
  ["gpt-5-mini-2025-08-07", 9_500, 1_700, 350, "0.00000025", "0.000002"],
  ["gpt-5-nano-2025-08-07", 21_000, 900, 120, "0.0000000499999999999999", "0.0000004"],
  ["o4-mini-2025-04-16", 420, 3_100, 1_900, "0.0000011", "0.0000044"],
];
const projects = ["support-assistant", "batch-enrichment", "research"];

/** An organization with three projects, each with an API key and some of the models. */
export function makeState({ seed, clock }: World): OpenAIState {
  const today = startOfDay(clock.now());
  const streams = projects.flatMap((name, index): OpenAIStream[] => {
    const random = new Seeded(seed, "openai project", name);
    const ids = {
      project_id: `proj_${random.hex(24)}`,
      api_key_id: `key_${random.hex(16)}`,
      user_id: `user-${random.hex(24)}`,
    };
    return uses
      .filter((_, use) => (use + index) % 3 !== 2)
      .map(([model, requests, inputTokens, outputTokens, inputPrice, outputPrice]) => ({
        ...ids,
        model,
        batch: name.startsWith("batch"),
        requests: Math.ceil(requests / (index + 1)),
        inputTokens,
        outputTokens,
        inputPrice,
        outputPrice,
      }));
  });
  return { since: toDate(today - historyDays * dayMs), streams, costs: searches(streams, today) };
}

/** A tool that is charged per call: one day's amount has the digits of a float sum. */
function searches([stream]: readonly OpenAIStream[], today: number): OpenAICost[] {
  if (!stream) return [];
  const { project_id, api_key_id } = stream;
  const shared = { project_id, api_key_id, line_item: "web search tool calls" };
  return [
    { date: toDate(today - 40 * dayMs), ...shared, value: "0.01999999999999999872", quantity: 2 },
    { date: toDate(today - 12 * dayMs), ...shared, value: "1.26", quantity: 126 },
  ];
}
