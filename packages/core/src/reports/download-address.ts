import type { ServiceClient } from "../client/service-client.js";
import { UnexpectedResponseError } from "../errors.js";
import { typeName, withArticle } from "../internal/format.js";
import { valueAt } from "../internal/pointer.js";
import type { ReportDefinition } from "./contract-report.js";

/** One of a report's files: its address, and its name in messages. */
export interface DownloadAddress {
  readonly index: number;
  /** `acme.costs: download 1 from https://files.example.com` */
  readonly name: string;
  readonly url: URL;
  readonly origins: readonly string[];
  /** An error about it; never shows the signature. */
  refuse(problem: string): UnexpectedResponseError;
}

/**
 * The addresses of a report's files, all checked.
 * @throws UnexpectedResponseError if one is invalid, or has an undeclared origin
 */
export function addressesOf(
  client: ServiceClient<object>,
  { kind, downloads }: Pick<ReportDefinition<unknown>, "kind" | "downloads">,
  report: unknown,
): DownloadAddress[] {
  const { at = "?", origins = [] } = downloads ?? {};
  return valuesAt(report, at).map((found, index) => {
    const download = addressOf(`${kind}: download ${index + 1}`, index, origins);
    return withUrl(download, checkAddress(client, download, found));
  });
}

type Unchecked = Omit<DownloadAddress, "url"> & { readonly url?: URL };

const addressOf = (name: string, index: number, origins: readonly string[]): Unchecked => ({
  index,
  name,
  origins,
  refuse: (problem) => refusal(name, problem),
});

function withUrl(download: Unchecked, url: URL): DownloadAddress {
  const name = `${download.name} from ${url.origin}`;
  return { ...download, name, url, refuse: (problem) => refusal(name, problem, url.pathname) };
}

const refusal = (name: string, problem: string, path = ""): UnexpectedResponseError =>
  new UnexpectedResponseError(`${name} ${problem}`, {
    reason: "download",
    method: "GET",
    path,
    headers: {},
    attempts: path ? 1 : 0,
  });

/** @throws UnexpectedResponseError unless it is an address of a declared origin, or of the service's own */
export function checkAddress(
  client: ServiceClient<object>,
  download: Unchecked,
  found: unknown,
): URL {
  const { origins, url: base, refuse } = download;
  if (typeof found !== "string" || !URL.canParse(found, base))
    throw refuse(`has ${withArticle(typeName(found))} that isn't an address`);
  const url = new URL(found, base);
  const { origin } = url;
  const parent = origin.replace(/^https:\/\/[^.]+\./, "https://*.");
  if (url.username || url.password) throw refuse("has an address with a user name or password");
  if (![client.context.origin, ...origins].some((each) => each === origin || each === parent))
    throw refuse(`has an address of ${origin}, which the contract doesn't declare: not followed`);
  return url;
}

/**
 * The values that a JSON pointer matches; `*` stands for each entry of a list. Absent and null
 * values are omitted.
 */
function valuesAt(value: unknown, pointer: string): unknown[] {
  const [first = "", ...rest] = pointer.split("/*");
  return rest
    .reduce(
      (found, part) =>
        found
          .flatMap((each): unknown[] => (Array.isArray(each) ? (each as unknown[]) : []))
          .map((each) => valueAt(each, part)),
      [valueAt(value, first)],
    )
    .filter((each) => each !== undefined && each !== null);
}
