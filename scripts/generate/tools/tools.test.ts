import { describe, expect, it } from "@jest/globals";
import { warningsOf } from "./generator.js";
import { javaEnvironment, javaVersion } from "./java.js";

it.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['java version "1.8.0_292"', 8],
  ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21.0.2" 2024-01-16', 21],
  ["command not found", undefined],
])("the version in %j is %p", (output, version) => {
  expect(javaVersion(output)).toBe(version);
});

it("puts JAVA_HOME first on the PATH, the only place where the wrapper looks", () => {
  expect(javaEnvironment({ JAVA_HOME: "/jdk", PATH: "/bin" }).PATH).toBe("/jdk/bin:/bin");
  expect(javaEnvironment({ PATH: "/bin" }).PATH).toBe("/bin");
});

describe("openapi-generator's output", () => {
  it("is dropped if every run prints it, and shown if it is a warning", () => {
    const output = [
      "[main] WARN  o.o.codegen.DefaultCodegen - OpenAPI 3.1 support is still in beta. To report",
      "[main] INFO  o.o.codegen.DefaultGenerator - Generating with dryRun=false",
      "[main] WARN  o.o.codegen.utils.ModelUtils - Failed to get the schema name: null",
      "[main] WARN  o.o.codegen.DefaultCodegen - Something else",
      "# Thanks for using OpenAPI Generator. #",
    ];
    expect(warningsOf(output.join("\n"))).toEqual([output[3]]);
  });
});
