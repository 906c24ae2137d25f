// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { Shape } from "@billkit/core/client";

export const Charge: Shape = { fields: { cost: "number" } };

export const CostByOrgAttributes: Shape = {
  fields: { charges: { items: Charge }, total_cost: "number" },
};

export const CostByOrg: Shape = { fields: { attributes: CostByOrgAttributes } };

export const CostByOrgResponse: Shape = { fields: { data: { items: CostByOrg } } };
