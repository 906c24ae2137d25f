import { describe, expect, it } from "@jest/globals";
import { type JsonObject, objectAt } from "../../common/json.js";
import { contracts, type Vendor } from "../testing/contracts.js";

describe("traits of the service", () => {
  it.each<[Vendor, JsonObject]>([
    [
      "deepgram",
      {
        title: "Deepgram billing",
        version: "1.0.0",
        license: { name: "MIT", identifier: "MIT" },
        "x-billkit-class": "Deepgram",
        "x-billkit-request-id": { header: "dg-request-id" },
        "x-billkit-errors": [
          { code: "err_code", message: "err_msg", requestId: "request_id" },
          { code: "category", message: "message", requestId: "request_id" },
        ],
        "x-billkit-rate-headers": {},
      },
    ],
    [
      "genesys-cloud",
      {
        title: "Genesys Cloud billing",
        version: "1.0.0",
        license: { name: "MIT", identifier: "MIT" },
        "x-billkit-class": "GenesysCloud",
        "x-billkit-request-id": { header: "ININ-Correlation-Id" },
        "x-billkit-errors": [
          {
            code: "code",
            message: "message",
            requestId: "contextId",
            retryAfterSeconds: "Retry the request in [[]([0-9]+)] seconds",
          },
        ],
        "x-billkit-rate-headers": {
          count: "inin-ratelimit-count",
          allowed: "inin-ratelimit-allowed",
          resetSeconds: "inin-ratelimit-reset",
        },
      },
    ],
  ])("%s", (vendor, info) => {
    const { description, ...rest } = objectAt(contracts[vendor], "info");
    expect(description).toEqual(expect.any(String));
    expect(rest).toEqual(info);
  });

  it.each<[Vendor, string, string, JsonObject, string]>([
    [
      "deepgram",
      "ApiKey",
      "apiKey",
      { header: "Authorization", prefix: "Token ", environment: "DEEPGRAM_API_KEY" },
      "https://api.deepgram.com",
    ],
    [
      "genesys-cloud",
      "OAuth",
      "oauth2",
      { header: "Authorization", prefix: "Bearer " },
      "https://api.mypurecloud.com",
    ],
  ])("%s: credential and server", (vendor, name, type, credential, server) => {
    const contract = contracts[vendor];
    const schemes = objectAt(objectAt(contract, "components"), "securitySchemes");
    expect(Object.keys(schemes)).toEqual([name]);
    expect(objectAt(schemes, name)).toMatchObject({ type, "x-billkit-credential": credential });
    expect(contract.security).toEqual([{ [name]: [] }]);
    expect(contract.servers).toEqual([expect.objectContaining({ url: server })]);
  });
});
