import { expect, it } from "@jest/globals";
import { InvalidRequestError, type OperationDefinition } from "../src/index.js";
import { failure, json, rig } from "./support/service.js";

const operation = (method: string): OperationDefinition => ({
  id: "op",
  method,
  path: "/v1",
  parameters: {},
});

it.each(["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "get"])(
  "sends the method %s",
  async (method) => {
    const { client, requests } = rig(() => json({}));
    await client.call(operation(method), {});
    expect(requests.map((request) => request.method)).toEqual([method.toUpperCase()]);
  },
);

it.each(["TRACE", "CONNECT", "FETCH", "GET ", ""])(
  "rejects the method %j before sending anything",
  async (method) => {
    const { client, requests } = rig(() => json({}));
    const error = await failure(client.call(operation(method), {}));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      operation: "op",
      argument: "method",
      message: `op: method is "${method}"; allowed: GET,PUT,POST,DELETE,OPTIONS,HEAD,PATCH`,
    });
    expect(requests).toEqual([]);
  },
);
