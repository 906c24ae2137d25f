import { describe, expect, it } from "@jest/globals";
import { isObject, listAt, objectAt, textAt, textsAt } from "../../common/json.js";
import { line, operations } from "../testing/contracts.js";
import { operationFacts } from "../testing/operation-facts.js";

describe("every operation", () => {
  it.each(operationFacts)("%s %s", (vendor, key, facts) => {
    const operation = operations(vendor).get(key) ?? {};
    const parameters = listAt(operation, "parameters").filter(isObject);
    const answer = objectAt(objectAt(objectAt(operation, "responses"), "200"), "content");
    const [requirement] = listAt(operation, "security").filter(isObject);
    expect({
      id: operation.operationId,
      tag: textsAt(operation, "tags").join(),
      reference: operation["x-billkit-reference"],
      parameters: Object.fromEntries(
        parameters.map((parameter) => [
          `${textAt(parameter, "in")} ${textAt(parameter, "name")}${parameter.required === true ? "!" : ""}`,
          line(objectAt(parameter, "schema")),
        ]),
      ),
      answer: line(objectAt(objectAt(answer, "application/json"), "schema")),
      ...(operation["x-billkit-permissions"] !== undefined && {
        permissions: operation["x-billkit-permissions"],
      }),
      ...(requirement && { scopes: Object.values(requirement).flat() }),
    }).toEqual(facts);
  });

  it.each(["deepgram", "genesys-cloud"] as const)("%s has no other", (vendor) => {
    const expected = operationFacts.filter(([name]) => name === vendor).map(([, key]) => key);
    expect([...operations(vendor).keys()].sort()).toEqual([...expected].sort());
  });
});

describe("errors that the service sends", () => {
  const deepgramBodies = { "application/json": "ErrorResponse", "text/plain": "string" };
  const genesysBodies = { "application/json": "ErrorBody" };
  const statuses = [
    "400",
    "401",
    "403",
    "404",
    "408",
    "409",
    "413",
    "415",
    "429",
    "500",
    "503",
    "504",
  ];

  it.each(operationFacts.map(([vendor, key]) => [vendor, key] as const))("%s %s", (vendor, key) => {
    const responses = objectAt(operations(vendor).get(key) ?? {}, "responses");
    const errors = Object.entries(responses).filter(([status]) => status !== "200");
    const bodies = errors.map(([status, response]) => {
      const content = isObject(response) ? objectAt(response, "content") : {};
      const types = Object.entries(content).map(([type, value]) => [
        type,
        isObject(value) ? line(objectAt(value, "schema")) : "",
      ]);
      return [status, Object.fromEntries(types) as unknown] as const;
    });
    // There is no id in this address that could be unknown.
    const noSuchThing = key === "GET /v1/projects" ? [] : ["404"];
    const expected = {
      deepgram: ["400", "401", "403", ...noSuchThing, "429", "5XX"].map((s) => [s, deepgramBodies]),
      "genesys-cloud": statuses.map((status) => [status, genesysBodies]),
    };
    expect(bodies).toEqual(expected[vendor]);
  });
});
