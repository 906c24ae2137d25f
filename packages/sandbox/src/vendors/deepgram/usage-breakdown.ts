import type { DeepgramUsage } from "./state.js";

/** What a line item's usage is measured in. */
type Measure = "hours" | "agent_hours" | "tts_characters";

/** How a line item is used, and its price. */
interface Product {
  readonly endpoint: string;
  readonly method: string;
  readonly model: string;
  readonly feature: string;
  readonly measure: Measure;
  /** US dollars per hour or character. */
  readonly price: number;
  /** Hours or characters per request. */
  readonly perRequest: number;
}

const listen = { endpoint: "listen", feature: "punctuate", measure: "hours" } as const;
const live = { ...listen, method: "streaming", perRequest: 0.1 } as const;
const file = { ...listen, method: "sync", perRequest: 0.25 } as const;

/** By line item. */
const products: Readonly<Record<string, Product>> = {
  "streaming::nova-3": { ...live, model: "Nova-3", price: 0.462 },
  "streaming::nova-3-multilingual": { ...live, model: "Nova-3", price: 0.552 },
  "streaming::flux": { ...live, model: "Flux", price: 0.462 },
  "sync::nova-3": { ...file, model: "Nova-3", price: 0.258 },
  "sync::aura-2": {
    ...{ endpoint: "speak", method: "sync", model: "Aura-2", feature: "speak" },
    ...{ measure: "tts_characters", price: 0.00003, perRequest: 250 },
  },
  "agent::standard": {
    ...{ endpoint: "agent", method: "streaming", model: "Nova-3", feature: "agent" },
    ...{ measure: "agent_hours", price: 4.5, perRequest: 0.1 },
  },
};
const other: Product = { ...file, model: "Nova-2", price: 0.258 };

/** A line item that a state adds is speech to text. Own properties only: `constructor` can be one. */
const productOf = (lineItem: string): Product =>
  (Object.hasOwn(products, lineItem) ? products[lineItem] : undefined) ?? other;

/** The filters of the operation. */
export interface UsageBreakdownFilter {
  readonly endpoint?: string | undefined;
  readonly method?: string | undefined;
}

/** Whether usage is of an endpoint and method. */
export function isOfProduct({ line_item }: DeepgramUsage, filter: UsageBreakdownFilter): boolean {
  const { endpoint, method } = productOf(line_item);
  return (filter.endpoint ?? endpoint) === endpoint && (filter.method ?? method) === method;
}

/**
 * The quantities behind the costs, one result per day and value of the dimension: what was paid for
 * at the line item's price. As the service's, they don't name line items.
 */
export function breakDownUsage(usage: readonly DeepgramUsage[], dimension: string | undefined) {
  const groups = new Map<string, { grouping: Grouping; quantities: Quantities }>();
  for (const each of usage) {
    const grouping = groupingOf(each, dimension);
    const key = JSON.stringify({ ...grouping, tags: [...new Set(grouping.tags)].sort() });
    const group = groups.get(key) ?? { grouping, quantities: nothing() };
    groups.set(key, group);
    add(group.quantities, each);
  }
  return [...groups.values()].map(({ grouping, quantities }) => ({ ...quantities, grouping }));
}

const nothing = () => ({
  ...{ hours: 0, total_hours: 0, agent_hours: 0, tokens_in: 0, tokens_out: 0 },
  ...{ tts_characters: 0, requests: 0 },
});
type Quantities = ReturnType<typeof nothing>;

function add(sum: Quantities, { line_item, dollars }: DeepgramUsage): void {
  const { measure, price, perRequest } = productOf(line_item);
  const isText = measure === "tts_characters";
  const quantity = isText ? Math.round(dollars / price) : dollars / price;
  sum[measure] += quantity;
  if (!isText) sum.total_hours += quantity;
  sum.requests += Math.ceil(quantity / perRequest);
}

function groupingOf(usage: DeepgramUsage, dimension: string | undefined) {
  const { date, accessor, deployment, tags, line_item } = usage;
  const { endpoint, method, model, feature } = productOf(line_item);
  const by = <Value>(name: string, value: Value) => (dimension === name ? value : null);
  return {
    start: date,
    end: date,
    accessor: by("accessor", accessor),
    deployment: by("deployment", deployment),
    endpoint: by("endpoint", endpoint),
    feature_set: by("feature_set", feature),
    method: by("method", method),
    models: by("models", [model]),
    tags: by("tags", tags),
  };
}
type Grouping = ReturnType<typeof groupingOf>;
