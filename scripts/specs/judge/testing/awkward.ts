import { add, both, drop, put, without } from "./mutate.js";
import type { Row } from "./row.js";

const schema = "/components/schemas";
const triggers = "/paths/~12010-04-01~1Accounts~1{AccountSid}~1Triggers.json";

/** Changes of the awkward fixture at nested places. */
export const rows: readonly Row[] = [
  [
    "a body's field is gone",
    drop(`${schema}/NewTrigger/properties/UsageCategory`),
    ["field: createTrigger(body).UsageCategory"],
    [],
  ],
  [
    "a body's optional field is required",
    add(`${schema}/NewTrigger/required`, "UsageCategory"),
    ["body: createTrigger(body)"],
    [],
  ],
  [
    "a body's field is a number",
    put(`${schema}/NewTrigger/properties/TriggerValue/type`, "number"),
    ["field: createTrigger(body).TriggerValue"],
    ["field: createTrigger(body).TriggerValue"],
  ],
  [
    "a body's enum loses a member",
    without(`${schema}/NewTrigger/properties/UsageCategory/enum`, "sms"),
    ['member: createTrigger(body).UsageCategory "sms"'],
    [],
  ],
  [
    "a shared enum loses a member",
    without(`${schema}/Recurring/enum`, "daily"),
    ['member: createTrigger(body).Recurring "daily"', 'member: listTriggers(Recurring) "daily"'],
    [],
  ],
  [
    "a body is optional",
    drop(`${triggers}/post/requestBody/required`),
    [],
    ["required arguments: createTrigger with only the required arguments"],
  ],
  [
    "a body is gone",
    drop(`${triggers}/post/requestBody`),
    ["body: createTrigger(body)"],
    ["operation: createTrigger"],
  ],
  [
    "the values of a map of enums are numbers",
    put(`${schema}/Trigger/properties/Labels/additionalProperties`, { type: "number" }),
    ["field: createTrigger: Labels{}", "field: listTriggers: [].Labels{}"],
    ["field: createTrigger: Labels{}", "field: listTriggers: [].Labels{}"],
  ],
  [
    "numbers in a list in a list are no longer nullable",
    put(`${schema}/Trigger/properties/Matrix/items/items/type`, "number"),
    [],
    ["field: createTrigger: Matrix[][]", "field: listTriggers: [].Matrix[][]"],
  ],
  [
    "a union gains a kind",
    add(`${schema}/Trigger/properties/Mixed/oneOf`, { type: "boolean" }),
    ["field: createTrigger: Mixed", "field: listTriggers: [].Mixed"],
    [],
  ],
  [
    "an alternative with a field by allOf loses it",
    drop(`${schema}/Named/properties/friendly-name`),
    ['field: Mail."friendly-name"', 'field: Named."friendly-name"'],
    [],
  ],
  [
    "an alternative is gone",
    both(drop(`${schema}/Target/oneOf/1`), drop(`${schema}/Target/discriminator/mapping/mail`)),
    [],
    ["field: createTrigger: Target", "field: listTriggers: [].Target"],
  ],
  [
    "a field of an alternative may be missing",
    without(`${schema}/Hook/required`, "Url"),
    ["field: Hook.Url"],
    [],
  ],
];
