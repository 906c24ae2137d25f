import { timeOf, usedOn } from "../../engine/calendar.js";
import { multiply, sum } from "../../engine/decimal.js";
import type { Json, JsonObject } from "../../engine/json.js";
import type { World } from "../../engine/vendor.js";
import type { OpenAICost, OpenAIState, OpenAIStream } from "./state.js";

type Field = "project_id" | "api_key_id" | "user_id" | "model" | "batch" | "line_item";

/** The usage of one stream on one day. */
interface Used {
  readonly stream: OpenAIStream;
  readonly requests: number;
  readonly input: number;
  readonly output: number;
}

/** The requested rows: the allowed values of each field. */
export type Filter = Readonly<Partial<Record<Field, readonly string[]>>>;

function usedBy({ streams, since }: OpenAIState, day: number, { seed }: World): Used[] {
  if (day < timeOf(since)) return [];
  return streams.map((stream) => {
    const { api_key_id, model, requests: typical, inputTokens, outputTokens } = stream;
    const requests = usedOn(seed, `openai ${api_key_id} ${model}`, day, typical);
    // A few tokens more than the product, so that the digits look real.
    const input = requests * inputTokens + (requests % 89);
    const output = requests * outputTokens + (requests % 97);
    return { stream, requests, input, output };
  });
}

/** The costs of one day, in the form of `organization.costs.result`. */
export function costsOf(
  state: OpenAIState,
  world: World,
  day: number,
  grouping: readonly string[],
  filter: Filter,
): Json[] {
  const date = new Date(day).toISOString().slice(0, 10);
  const costs = usedBy(state, day, world).flatMap(({ stream, input, output }): OpenAICost[] => {
    const { project_id, api_key_id, model, inputPrice, outputPrice } = stream;
    const cost = (kind: string, quantity: number, price: string) => ({
      date,
      project_id,
      api_key_id,
      line_item: `${model}, ${kind}`,
      value: multiply(quantity, price),
      quantity,
    });
    return [cost("input", input, inputPrice), cost("output", output, outputPrice)];
  });
  const all = [...costs, ...state.costs.filter((each) => each.date === date)];
  const groups = groupBy(all.filter(matching(filter)), grouping);
  return groups.map((rows) => ({
    object: "organization.costs.result",
    amount: { value: sum(rows.map(({ value }) => value)), currency: "usd" },
    ...labels(grouping, rows[0], ["project_id", "line_item", "api_key_id"]),
    ...(grouping.includes("line_item")
      ? { quantity: Number(sum(rows.map(({ quantity }) => quantity))) }
      : {}),
  }));
}

/** The usage of one day, in the form of `organization.usage.completions.result`. */
export function usageOf(
  state: OpenAIState,
  world: World,
  day: number,
  grouping: readonly string[],
  filter: Filter,
): Json[] {
  const rows = usedBy(state, day, world).map((used) => ({ ...used, ...used.stream }));
  const groups = groupBy(rows.filter(matching(filter)), grouping);
  const fields = ["project_id", "user_id", "api_key_id", "model", "batch"] as const;
  return groups.map((used) => {
    const total = (of: (row: Used) => number) => used.reduce((all, row) => all + of(row), 0);
    return {
      object: "organization.usage.completions.result",
      input_tokens: total(({ input }) => input),
      output_tokens: total(({ output }) => output),
      input_cached_tokens: total(({ input }) => Math.floor(input / 5)),
      num_model_requests: total(({ requests }) => requests),
      ...labels(grouping, used[0], fields),
      service_tier: null,
    };
  });
}

function matching(filter: Filter): (row: object) => boolean {
  return (row) =>
    Object.entries(filter).every(
      ([field, values]) => values.length === 0 || values.includes(String(Reflect.get(row, field))),
    );
}

/** Rows that agree in all of the fields, in order of first appearance. */
function groupBy<Row extends object>(rows: readonly Row[], fields: readonly string[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(fields.map((field): unknown => Reflect.get(row, field)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** The fields of a result; null if the request doesn't group by them. */
function labels(
  grouping: readonly string[],
  row: object | undefined,
  fields: readonly Field[],
): JsonObject {
  const values = fields.map((field): [string, Json] => [
    field,
    grouping.includes(field) && row ? (Reflect.get(row, field) as Json) : null,
  ]);
  return Object.fromEntries(values);
}
