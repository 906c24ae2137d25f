import { largestAmount, toUnits } from "../../engine/amount.js";
import { dayMs, startOfDay, toDate, toSeconds } from "../../engine/clock.js";
import { InputError } from "../../engine/input-error.js";
import type { JsonObject } from "../../engine/json.js";
import type { Schemas } from "../../engine/schemas.js";
import { Seeded } from "../../engine/seeded.js";
import type { Slot } from "../../engine/slot.js";
import type { Action, World } from "../../engine/vendor.js";
import {
  usageFields,
  type DeepgramProject,
  type DeepgramState,
  type DeepgramUsage,
} from "./state.js";
import { addUsage, roomFor } from "./usage.js";

type AddedUsage = Omit<DeepgramUsage, "date"> & { project_id: string; date?: string };

interface Purchase {
  project_id: string;
  amount: number;
  units: string;
  order_type: string;
}

const project_id = { type: "string" };

function taking(required: readonly string[], properties: JsonObject): JsonObject {
  return { type: "object", additionalProperties: false, required, properties };
}

const usageSchema = taking(["project_id", "accessor", "line_item", "dollars"], {
  ...usageFields,
  project_id,
});

const purchaseSchema = taking(["project_id", "amount"], {
  project_id,
  amount: { type: "number", format: "amount", exclusiveMinimum: 0 },
  units: { enum: ["usd", "hour"], default: "usd" },
  order_type: { type: "string", default: "prepaid" },
});

/** Events of an account other than requests: usage and purchases. */
export function openActions(
  slot: Slot<DeepgramState>,
  schemas: Schemas,
  world: World,
): Record<string, Action> {
  const readUsage = schemas.reader<AddedUsage>(usageSchema);
  const readPurchase = schemas.reader<Purchase>(purchaseSchema);
  const projectOf = (id: string): DeepgramProject => {
    const projects = slot.state.accounts.flatMap((account) => account.projects);
    const project = projects.find((each) => each.project_id === id);
    if (project) return project;
    throw new InputError(`/project_id: there is no project ${JSON.stringify(id)}`);
  };
  return {
    usage: (argument) => {
      const { project_id: id, date, ...labelled } = readUsage(argument, "");
      const project = projectOf(id);
      const usage = { ...labelled, date: date ?? toDate(world.clock.now()) };
      if (toUnits(usage.dollars) > roomFor(project)) {
        const bound = `${largestAmount} dollars`;
        throw new InputError(
          `/dollars: is more than ${bound} in all, or puts a balance below -${bound}`,
        );
      }
      addUsage(project, usage);
    },
    purchase: (argument) => {
      const { project_id: id, ...bought } = readPurchase(argument, "");
      buy(projectOf(id), bought, world);
    },
  };
}

/** An order, and the balance that it adds. */
function buy(
  project: DeepgramProject,
  { amount, units, order_type }: Omit<Purchase, "project_id">,
  { seed, clock }: World,
): void {
  const now = clock.now();
  const random = new Seeded(seed, "purchase", project.project_id, project.orders.length);
  const order_id = random.uuid();
  const microseconds = String(random.integer(1, 999)).padStart(3, "0");
  project.orders.unshift({
    order_id,
    expiration: toSeconds(startOfDay(now) + 365 * dayMs),
    created: new Date(now).toISOString().replace("Z", `${microseconds}Z`),
    amount,
    units,
    order_type,
  });
  project.balances.push({
    balance_id: random.uuid(),
    amount,
    units,
    purchase_order_id: order_id,
  });
}
