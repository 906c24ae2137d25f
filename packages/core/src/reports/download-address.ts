import type { ServiceClient } from "../client/service-client.js";
import { UnexpectedResponseError } from "../errors.js";
import { typeName, withArticle } from "../internal/format.js";
import { valueAt } from "../internal/pointer.js";
import type { ReportDefinition } from "./contract-report.js";

/** One of a report's files, at its address in the report or at that of a redirect. */
export interface DownloadAddress {
  readonly index: number;
  /** For messages: `acme.costs: download 1 from https://files.example.com`. */
  readonly name: string;
  readonly url: URL;
}

type Downloads = Pick<ReportDefinition<unknown>, "kind" | "downloads">;

/**
 * The addresses of a report's files, all checked.
 * @throws UnexpectedResponseError if one is invalid, or has an undeclared origin
 */
export const addressesOf = (
  client: ServiceClient<object>,
  definition: Downloads,
  report: unknown,
): DownloadAddress[] =>
  valuesAt(report, definition.downloads?.at ?? "?").map((found, index) =>
    addressOf(client, definition, index, found),
  );

/**
 * Checks the address of a file.
 * @param from - the address that redirects there
 * @throws UnexpectedResponseError unless it has a declared origin, or the service's own
 */
export function addressOf(
  client: ServiceClient<object>,
  { kind, downloads }: Downloads,
  index: number,
  found: unknown,
  from?: URL,
): DownloadAddress {
  const name = `${kind}: download ${index + 1}`;
  const fail = (problem: string): Error => downloadError(name, problem, from);
  const what = from ? "redirects to" : "has";
  if (typeof found !== "string" || !URL.canParse(found, from))
    throw fail(`${what} ${withArticle(typeName(found))} that isn't an address`);
  const url = new URL(found, from);
  const { origin } = url;
  if (url.username || url.password) throw fail(`${what} an address with a user name or password`);
  const parent = origin.replace(/^https:\/\/[^.]+\./, "https://*.");
  const allowed = [client.context.origin, ...(downloads?.origins ?? [])];
  if (!allowed.some((each) => each === origin || each === parent))
    throw fail(`${what} an address of ${origin}, which the contract doesn't declare: not followed`);
  return { index, name: `${name} from ${origin}`, url };
}

/**
 * A file that can't be downloaded. The message never contains the signature.
 * @param url - where it was requested; absent before that
 */
export const downloadError = (
  name: string,
  problem: string,
  url?: URL,
  status?: number,
): UnexpectedResponseError =>
  new UnexpectedResponseError(`${name} ${problem}`, {
    ...{ reason: "download", method: "GET", path: url?.pathname ?? "", status, headers: {} },
    attempts: url ? 1 : 0,
  });

/**
 * The values that a JSON pointer matches; `*` matches each entry of a list. Absent and null
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
