import { UnexpectedResponseError, resultDetails, type WithResponse } from "@billkit/core";
import type { GenesysCloud, Trustor, TrustorEntityListing } from "@billkit/genesys-cloud";

/**
 * Fewer requests than the default of 25. The service documents no maximum and can return fewer: so a page
 * that isn't full needn't be the last.
 */
const pageSize = 100;
/** Stops if a service repeats the same page endlessly. */
const maxRepeatedPages = 10;
/** Stops if a service sends new ids endlessly. At 100 per page, 100,000 customers. */
const maxPages = 1000;

/**
 * The trustors of all pages, each once. Any sign of another page counts, since nobody would notice a
 * missing customer. Optional fields can also be null.
 */
export async function* listTrustors(
  { organizationAuthorization }: GenesysCloud,
  signal: AbortSignal,
): AsyncGenerator<Trustor, void, undefined> {
  const seen = new Set<string>();
  /** Pages in a row without a new id. */
  let repeated = 0;
  for (let pageNumber = 1; ; pageNumber++) {
    // An invalid page count must not lose a page of customers.
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
    // Without a count of pages, a page without a new id is the last.
    const further = isNew && (pageCount === undefined || Boolean(page.nextUri));
    if (!counted && !further) return;
    if (repeated === maxRepeatedPages) {
      const what = `${maxRepeatedPages} pages in a row without a new customer, but announces more`;
      throw listingError(answer, what, "/pageCount");
    }
    if (pageNumber === maxPages) {
      throw listingError(answer, `more than ${maxPages} pages`, "/pageCount");
    }
  }
}

/** The trustors of a page, whose mismatches are only logged as warnings. */
function trustorsOf(answer: WithResponse<TrustorEntityListing>): readonly Trustor[] {
  const page: unknown = answer.data;
  const isListing = Object(page) === page && !Array.isArray(page);
  const entities: unknown = isListing && (answer.data.entities ?? []);
  if (!Array.isArray(entities)) throw listingError(answer, "no list of customers", "/entities");
  // Null counts as a customer without an id: it is yielded with an error and affects no other.
  return entities.map((each) => Object(each) as Trustor);
}

function listingError(
  result: WithResponse<TrustorEntityListing>,
  what: string,
  pointer: string,
): UnexpectedResponseError {
  const { status } = result.response;
  return new UnexpectedResponseError(
    `trusteeOverviews: listTrustors answered ${status} with ${what}`,
    { ...resultDetails(result), reason: "mismatch", pointer },
  );
}
