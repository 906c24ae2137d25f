import { expect, it } from "@jest/globals";
import * as deepgram from "../src/generated/index.js";

it("the package exports its classes, and from the runtime what a user needs", () => {
  expect(Object.keys(deepgram).sort()).toEqual([
    "ApiError",
    "AuthenticationError",
    "BadRequestError",
    "BillingApi",
    "BillkitError",
    "ConfigurationError",
    "ConflictError",
    "ConnectionError",
    "Deepgram",
    "InvalidRequestError",
    "NotFoundError",
    "PermissionDeniedError",
    "ProjectsApi",
    "RateLimitError",
    "ServerError",
    "TimeoutError",
    "UnexpectedResponseError",
    "authorizeLayer",
    "defaultLayers",
    "logLayer",
    "redirectLayer",
    "retryLayer",
    "timeoutLayer",
  ]);
});

it("the vendor class has a property for each API class, and the raw client", () => {
  const client = new deepgram.Deepgram({ credential: "secret" });
  expect(client.billing).toBeInstanceOf(deepgram.BillingApi);
  expect(client.projects).toBeInstanceOf(deepgram.ProjectsApi);
  expect(typeof client.raw.GET).toBe("function");
});
