import { decimalPattern, parseDecimal, toDecimal } from "../../engine/amount.js";
import { InputError } from "../../engine/input-error.js";
import type { Schemas } from "../../engine/schemas.js";
import type { Slot } from "../../engine/slot.js";
import type { Action } from "../../engine/vendor.js";
import type { GenesysCloudState } from "./state.js";

interface Used {
  trustorOrgId: string;
  partNumber: string;
  quantity: string;
}

const usageSchema = {
  type: "object",
  additionalProperties: false,
  required: ["trustorOrgId", "partNumber", "quantity"],
  properties: {
    trustorOrgId: { type: "string" },
    partNumber: { type: "string" },
    quantity: { type: "string", format: "decimal" },
  },
};

/** Events of a customer other than requests: usage. */
export function openActions(
  slot: Slot<GenesysCloudState>,
  schemas: Schemas,
): Record<string, Action> {
  const readUsed = schemas.reader<Used>(usageSchema);
  return {
    usage: (argument) => {
      const { trustorOrgId, partNumber, quantity } = readUsed(argument, "");
      const trustors = slot.state.organizations.flatMap((each) => each.trustors);
      const trustor = trustors.find(({ id }) => id === trustorOrgId);
      if (!trustor) throw unknown("trustorOrgId", trustorOrgId, "trustor");
      const usages = trustor.periods[0]?.usages ?? [];
      const used = usages.find((usage) => usage.partNumber === partNumber);
      if (!used) throw unknown("partNumber", partNumber, "usage in the active period");
      const sum = toDecimal(parseDecimal(used.usageQuantity) + parseDecimal(quantity));
      if (!decimalPattern.test(sum)) {
        throw new InputError("/quantity: the sum would have more than 30 digits before the point");
      }
      used.usageQuantity = sum;
    },
  };
}

function unknown(field: string, value: string, what: string): InputError {
  return new InputError(`/${field}: there is no ${what} ${JSON.stringify(value)}`);
}
