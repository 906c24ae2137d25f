import { expect, it } from "@jest/globals";
import type { OperationDefinition } from "../src/index.js";
import { json, rig } from "./support/service.js";

it.each<OperationDefinition["method"]>([
  "GET",
  "PUT",
  "POST",
  "DELETE",
  "OPTIONS",
  "HEAD",
  "PATCH",
])("sends the method %s", async (method) => {
  const { client, requests } = rig(() => json({}));
  await client.call({ id: "op", method, path: "/v1", parameters: {} }, {});
  expect(requests.map((request) => request.method)).toEqual([method]);
});
