import type { Answer } from "../../engine/message.js";
import type { Call } from "../../engine/vendor.js";
import { badParameter } from "./errors.js";
import type { GenesysCloudTrustor } from "./state.js";

/** One page of the trustors, with the addresses of the adjacent pages, if any. */
export function listTrustors(
  trustors: readonly GenesysCloudTrustor[],
  { query, requestId }: Call,
): Answer {
  const pageSize = query.number("pageSize") ?? 25;
  const pageNumber = query.number("pageNumber") ?? 1;
  for (const [parameter, value] of Object.entries({ pageSize, pageNumber })) {
    if (value < 1) {
      return badParameter(
        { parameter, reason: "value", value: String(value), message: "must be >= 1" },
        requestId,
      );
    }
  }
  const total = trustors.length;
  const pageCount = Math.ceil(total / pageSize);
  const page = (number: number) =>
    `/api/v2/orgauthorization/trustors?pageSize=${pageSize}&pageNumber=${number}`;
  return {
    status: 200,
    json: {
      entities: trustors
        .slice((pageNumber - 1) * pageSize, pageNumber * pageSize)
        .map(({ id, name, enabled }) => ({ id, enabled, organization: { id, name } })),
      pageSize,
      pageNumber,
      total,
      pageCount,
      firstUri: page(1),
      selfUri: page(pageNumber),
      lastUri: page(Math.max(pageCount, 1)),
      ...(pageNumber > 1 ? { previousUri: page(pageNumber - 1) } : {}),
      ...(pageNumber < pageCount ? { nextUri: page(pageNumber + 1) } : {}),
    },
  };
}
