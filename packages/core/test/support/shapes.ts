import { anyOf, recursive, type OperationDefinition, type Shape } from "../../src/index.js";
import { listBalances } from "./service.js";

/** The shape that a response is validated against. */
export const balances: Shape = {
  required: ["id", "results"],
  fields: {
    amount: "number",
    results: { items: { required: ["dollars"], fields: { dollars: "number", tags: "array" } } },
    limits: { values: "number" },
    note: ["null", "number"],
    either: ["string", "number"],
    nested: anyOf(["array", anyOf(["string", "number"])]),
    whole: recursive(() => "number"),
    text: ["string", "boolean"],
    target: anyOf([
      "string",
      { required: ["url"], fields: { port: "number" } },
      { required: ["to"], fields: { to: "array" } },
    ]),
  },
};
/** A body of that shape. */
export const fine = { id: "i", results: [] };

export const answering = (result: Shape): OperationDefinition => ({ ...listBalances, result });
