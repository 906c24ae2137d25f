/** The author of a program's client. */
export const vendors = ["deepgram", "genesysCloud"] as const;
export type Vendor = (typeof vendors)[number];

/** The folder whose node_modules a client's program runs with. */
export type Place = "bench" | "stock" | "billkit";

export interface Client {
  readonly name: string;
  readonly place: Place;
  /** The file of programs/ that calls it. */
  readonly program: string;
  /** The module that a user imports; undefined for fetch. */
  readonly module?: Readonly<Record<Vendor, string>>;
  /** It doesn't call `fetch`, so it can't be measured over the stub. */
  readonly loopbackOnly?: boolean;
}

const billkit = { deepgram: "@billkit/deepgram", genesysCloud: "@billkit/genesys-cloud" };
const stock = { deepgram: "stock-deepgram", genesysCloud: "stock-genesys-cloud" };

export const clients: readonly Client[] = [
  { name: "fetch", place: "bench", program: "fetch" },
  {
    name: "openapi-fetch",
    place: "bench",
    program: "openapi-fetch",
    module: { deepgram: "openapi-fetch", genesysCloud: "openapi-fetch" },
  },
  { name: "openapi-generator", place: "stock", program: "openapi-generator", module: stock },
  {
    name: "official client",
    place: "bench",
    program: "official",
    module: { deepgram: "@deepgram/sdk", genesysCloud: "purecloud-platform-client-v2" },
  },
  { name: "billkit", place: "billkit", program: "billkit", module: billkit },
  { name: "billkit, undici", place: "billkit", program: "undici", loopbackOnly: true },
];
