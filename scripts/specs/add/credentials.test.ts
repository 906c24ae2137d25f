import { expect, it } from "@jest/globals";
import { isObject, type JsonObject } from "../../common/json.js";
import { convert } from "../read/convert.js";
import { source } from "../testing/repository.js";
import { chooseCredentials } from "./credentials.js";
import { findOperations, parseOperations } from "./operations.js";

const both = { api: { type: "apiKey", in: "header", name: "X-Api" } };
const app = { appKeyAuth: { type: "apiKey", in: "header", name: "X-App" } };

it.each<[string, JsonObject, JsonObject[], JsonObject[]]>([
  [
    "two keys that are both needed",
    { ...both, ...app },
    [{ api: [], appKeyAuth: [] }],
    [
      { header: "X-Api", prefix: "", environment: "ACME_API", option: "api" },
      { header: "X-App", prefix: "", environment: "ACME_APP_KEY", option: "appKey" },
    ],
  ],
  [
    "a key in the query",
    { key: { type: "apiKey", in: "query", name: "api_key" } },
    [{ key: [] }],
    [{ query: "api_key", environment: "ACME_API_KEY" }],
  ],
  [
    "Basic rather than Digest",
    { digest: { type: "http", scheme: "digest" }, basic: { type: "http", scheme: "basic" } },
    [{ digest: [] }, { basic: [] }],
    [
      {
        header: "Authorization",
        prefix: "Basic ",
        basic: {
          username: { option: "username", environment: "ACME_USERNAME" },
          password: { option: "password", environment: "ACME_PASSWORD" },
        },
      },
    ],
  ],
  [
    "Basic beside a key",
    { ...both, login: { type: "http", scheme: "basic" } },
    [{ api: [], login: [] }],
    [
      { header: "X-Api", prefix: "", environment: "ACME_API", option: "api" },
      {
        ...{ header: "Authorization", prefix: "Basic " },
        ...{ environment: "ACME_LOGIN", option: "login" },
      },
    ],
  ],
])("chooses %s", (_, securitySchemes, security, traits) => {
  const paths = { "/bills": { get: { responses: {} } } };
  const document = { openapi: "3.1.0", components: { securitySchemes }, security, paths };
  const description = convert(source("acme.json", JSON.stringify(document)));
  const found = findOperations(parseOperations(["GET /bills"]), [description]);
  const { schemes } = chooseCredentials(found, ["acme"], []);
  const chosen = Object.values(schemes).map(
    (scheme) => isObject(scheme) && scheme["x-billkit-credential"],
  );
  expect(chosen).toEqual(traits);
});
