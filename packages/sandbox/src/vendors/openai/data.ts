import { timeOf } from "../../engine/calendar.js";
import { dayMs } from "../../engine/clock.js";
import type { VendorData } from "../../engine/contract-vendor.js";
import type { Json } from "../../engine/json.js";
import type { Answer } from "../../engine/message.js";
import type { Call, World } from "../../engine/vendor.js";
import { costsOf, usageOf, type Filter } from "./buckets.js";
import { makeState } from "./make.js";
import { openaiFields, type OpenAIState } from "./state.js";

/** What the OpenAI sandbox's handle has in addition to address and credential. */
export interface OpenAIAccess {
  /** An admin key. */
  readonly apiKey: string;
}

/** Length of a bucket, and how many a page has by default and at most. */
const widths: Readonly<Record<string, readonly [number, number, number]>> = {
  "1m": [60_000, 60, 1_440],
  "1h": [3_600_000, 24, 168],
  "1d": [dayMs, 7, 31],
};
const costWidth: readonly [number, number, number] = [dayMs, 7, 180];

export const openai: VendorData<OpenAIState, OpenAIAccess> = {
  fields: openaiFields,
  make: makeState,
  operations: {
    listCosts: (call, state, world) => {
      const grouping = call.query.list("group_by");
      const results = (day: number) => costsOf(state, world, day, grouping, filterOf(call));
      return pageOf(call, world, costWidth, results);
    },
    listCompletionsUsage: (call, state, world) => {
      const grouping = call.query.list("group_by");
      const width = widths[call.query.text("bucket_width") ?? "1d"] ?? costWidth;
      // A day's usage falls into the bucket that begins at noon, or into the day's only one.
      const at = width[0] < dayMs ? dayMs / 2 : 0;
      const results = (start: number) =>
        start % dayMs === at ? usageOf(state, world, start - at, grouping, filterOf(call)) : [];
      return pageOf(call, world, width, results);
    },
  },
  // OpenAI's own clients send lists as `group_by[]`.
  normalizeQuery: (query) => query.replace(/(^|&)(\w+)(\[\]|%5B%5D)(?==)/gi, "$1$2"),
  arguments: ({ since }) => {
    const start_time = timeOf(since) / 1000;
    return { listCosts: { start_time }, listCompletionsUsage: { start_time } };
  },
  access: (_state, { apiKey = "" }) => ({ apiKey }),
};

function filterOf({ query }: Call): Filter {
  return {
    project_id: query.list("project_ids"),
    api_key_id: query.list("api_key_ids"),
    user_id: query.list("user_ids"),
    model: query.list("models"),
  };
}

/** Buckets from `start_time` on, at most `limit` of them, and the cursor of the next page. */
function pageOf(
  { query }: Call,
  world: World,
  [widthMs, usual, most]: readonly [number, number, number],
  resultsOf: (start: number) => readonly Json[],
): Answer | number {
  const begin = (query.number("start_time") ?? 0) * 1000;
  const end = Math.min((query.number("end_time") ?? Infinity) * 1000, world.clock.now());
  const limit = Math.min(query.number("limit") ?? usual, most);
  const cursor = query.text("page");
  const [, from] = /^page_(\d{1,12})$/.exec(cursor ?? "") ?? [];
  if (cursor !== undefined && from === undefined) return 400;
  const first = from === undefined ? begin - (begin % widthMs) : Number(from) * 1000;
  const starts: number[] = [];
  for (let start = first; start < end && starts.length < limit; start += widthMs)
    starts.push(start);
  const next = first + starts.length * widthMs;
  const hasMore = next < end && starts.length > 0;
  const data = starts.map((start) => ({
    object: "bucket",
    start_time: start / 1000,
    end_time: (start + widthMs) / 1000,
    results: resultsOf(start),
  }));
  return {
    status: 200,
    json: {
      object: "page",
      data,
      has_more: hasMore,
      next_page: hasMore ? `page_${next / 1000}` : null,
    },
  };
}
