import { startOfMonth, toMonth } from "../../engine/calendar.js";
import type { JsonObject } from "../../engine/json.js";
import { Seeded } from "../../engine/seeded.js";
import { decimalField, listOf, objectOf, textField } from "../../engine/state-fields.js";
import type { World } from "../../engine/vendor.js";

/** The state of the DigitalOcean sandbox. Names in snake case are the service's own. */
export interface DigitalOceanState {
  user: { name: string; email: string; company: string };
  /** The first month with an invoice, `2025-04`. */
  since: string;
  /** What is charged each hour of each month. */
  resources: DigitalOceanResource[];
  /** The part of the products' sum that is added as tax, a decimal. */
  taxRate: string;
  /** A credit in US dollars, and the month whose invoice it reduces. */
  credit: string;
  creditMonth: string;
}

export interface DigitalOceanResource {
  product: string;
  description: string;
  group_description: string;
  project_name: string;
  resource_id: string;
  resource_uuid: string;
  /** US dollars per hour, a decimal. */
  hourly: string;
}

const month = { type: "string", pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$" };

export const digitaloceanFields: JsonObject = {
  user: objectOf({ name: textField, email: textField, company: textField }),
  since: month,
  resources: listOf(
    objectOf({
      product: textField,
      description: textField,
      group_description: textField,
      project_name: textField,
      resource_id: textField,
      resource_uuid: textField,
      hourly: decimalField,
    }),
  ),
  taxRate: decimalField,
  credit: decimalField,
  creditMonth: month,
};

/** Product, description, group, count, and US dollars per hour. */
const kinds: readonly (readonly [string, string, string, number, string])[] = [
  ["Droplets", "web (s-2vcpu-4gb)", "", 8, "0.03571"],
  ["Droplets", "worker (c-4)", "", 5, "0.12500"],
  ["Kubernetes Clusters", "pool (s-4vcpu-8gb)", "aurora-k8s", 6, "0.07143"],
  ["Volumes", "100 GiB", "", 4, "0.01488"],
  ["Managed Databases", "db-s-2vcpu-4gb", "aurora-pg", 2, "0.08929"],
  ["Load Balancers", "lb-small", "", 1, "0.01786"],
];
const historyMonths = 14;

/** A team whose invoices have more items than one page. */
export function makeState({ seed, clock }: World): DigitalOceanState {
  const now = clock.now();
  return {
    user: { name: "Sam Aurora", email: "billing@example.com", company: "Aurora" },
    since: toMonth(startOfMonth(now, -historyMonths)),
    resources: kinds.flatMap(([product, description, group_description, count, hourly]) =>
      Array.from({ length: count }, (_, index) => {
        const name = `${description.split(" ")[0] ?? ""}-${index + 1}`;
        const random = new Seeded(seed, "digitalocean resource", product, name);
        return {
          product,
          description: `${name} ${description}`,
          group_description,
          project_name: index % 2 === 0 ? "production" : "staging",
          resource_id: String(random.integer(400_000_000, 499_999_999)),
          resource_uuid: random.uuid(),
          hourly,
        };
      }),
    ),
    taxRate: "0.21",
    credit: "100.00",
    creditMonth: toMonth(startOfMonth(now, -3)),
  };
}
