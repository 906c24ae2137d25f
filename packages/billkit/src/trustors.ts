import { UnexpectedResponseError, type WithResponse } from "@billkit/core";
import type { GenesysCloud, Trustor, TrustorEntityListing } from "@billkit/genesys-cloud";

/**
 * Fewer requests than with the 25 that the service gives unasked. It documents no most and may give
 * fewer: which page is the last is told by the pages themselves, never by how full they are.
 */
const pageSize = 100;
/** A service that gives the same page again and again has no end. */
const mostRepeated = 10;

/**
 * The trustors of all pages, each once. Any sign of a further page is believed, since a customer that is
 * missing would not be noticed. What the contract lets be absent may also come as null.
 */
export async function* listTrustors(
  { organizationAuthorization }: GenesysCloud,
  signal: AbortSignal,
): AsyncGenerator<Trustor, void, undefined> {
  const seen = new Set<string>();
  /** Pages in a row that bring no id that is new. */
  let repeated = 0;
  for (let pageNumber = 1; ; pageNumber++) {
    // A count that is missing or none is made up for below: no reason to lose a page of customers.
    const answer = await organizationAuthorization
      .listTrustors({ pageNumber, pageSize }, { signal, responseMismatch: "warning" })
      .withResponse();
    const trustors = trustorsOf(answer);
    const page = answer.data;
    const pageCount = page.pageCount ?? undefined;
    let isNew = false;
    repeated++;
    for (const trustor of trustors) {
      const id = trustor.id ?? trustor.organization?.id;
      if (id && seen.has(id)) continue;
      if (id) {
        seen.add(id);
        repeated = 0;
      }
      isNew = true;
      yield trustor;
    }
    const counted = pageCount !== undefined && pageNumber < pageCount && trustors.length > 0;
    // Where no count of pages says so, a page that brings nothing new is the last.
    const further = isNew && (pageCount === undefined || Boolean(page.nextUri));
    if (!counted && !further) return;
    if (repeated === mostRepeated) {
      const what = `${mostRepeated} pages in a row that bring no new customer, and says that there are more`;
      throw notListed(answer, what, "/pageCount");
    }
  }
}

/** The trustors of a page, of which nothing is certain: it was asked to be told as a warning only. */
function trustorsOf(answer: WithResponse<TrustorEntityListing>): readonly Trustor[] {
  const page: unknown = answer.data;
  const listing = Array.isArray(page) || Object(page) !== page ? undefined : answer.data;
  const entities: unknown = listing && (listing.entities ?? []);
  if (!Array.isArray(entities)) throw notListed(answer, "no list of customers", "/entities");
  // One that is null is a customer all the same, without an id: told as such, it loses no other.
  return entities.map((each) => Object(each) as Trustor);
}

function notListed(
  { data, response, requestId }: WithResponse<TrustorEntityListing>,
  what: string,
  pointer: string,
): UnexpectedResponseError {
  const { status } = response;
  const message = `trusteeOverviews: listTrustors answered ${status} with ${what}`;
  return new UnexpectedResponseError(message, {
    reason: "mismatch",
    pointer,
    method: "GET",
    path: URL.canParse(response.url) ? new URL(response.url).pathname : "",
    headers: {},
    status,
    requestId,
    body: data,
    attempts: 1,
  });
}
