import { connectGenesysCloud, type TrusteeOverview } from "../../src/index.js";
import type { Layer } from "@billkit/core";
import { json, stubFetch, type Seen } from "./stub-fetch.js";

/** A partner's customers, and how the service responds. */
export interface Setup {
  /** Ids of the trustors, page by page. */
  readonly pages: readonly (readonly (string | undefined)[])[];
  readonly pageCount?: boolean;
  readonly overview?: (id: string, seen: Seen) => Response | Promise<Response>;
  readonly listing?: (page: number) => Response | undefined;
  readonly layers?: readonly Layer[];
}

/** A client with a stub of the service, and the requests that it sent. */
export function connect({ pages, pageCount = true, overview, listing, layers }: Setup) {
  const listed: number[] = [];
  const requested: string[] = [];
  let running = 0;
  let most = 0;
  const { fetch } = stubFetch(async (seen) => {
    const id = /trusteebillingoverview\/(.*)$/.exec(seen.url.pathname)?.[1];
    if (id === undefined) {
      const page = Number(seen.url.searchParams.get("pageNumber"));
      listed.push(page);
      const entities = (pages[page - 1] ?? []).map((each) => ({ id: each, enabled: true }));
      return listing?.(page) ?? json({ entities, ...(pageCount && { pageCount: pages.length }) });
    }
    requested.push(seen.url.search === "" ? id : `${id}${seen.url.search}`);
    most = Math.max(most, (running += 1));
    try {
      return (await overview?.(id, seen)) ?? overviewOf(id);
    } finally {
      running -= 1;
    }
  });
  const genesys = connectGenesysCloud({
    accessToken: "canary-token",
    region: "us-east-1",
    fetch,
    layers,
    maxRetries: 0,
  });
  return { genesys, listed, requested, most: () => most };
}

export const overviewOf = (id: string): Response =>
  json({
    organization: { id },
    currency: "USD",
    enabledProducts: [],
    subscriptionType: "PREPAY",
    usages: [],
  });

export async function collect(
  overviews: AsyncIterable<TrusteeOverview>,
): Promise<TrusteeOverview[]> {
  const all: TrusteeOverview[] = [];
  for await (const item of overviews) all.push(item);
  return all;
}

export const ids = (items: readonly TrusteeOverview[]): (string | undefined)[] =>
  items.map(({ trustor }) => trustor.id);
