import type { JsonObject } from "../../common/json.js";
import type { Answer, Operation, Parameter, Service, Tag } from "../contract/service.js";
import type { BodyChecks } from "../checks/checks.js";
import { ruleOf } from "../checks/rules.js";
import { argumentsName, hasArguments, needsArguments } from "./arguments.js";
import { constraintSentences } from "./constraints.js";
import { errorClass, otherErrors } from "./errors.js";
import { propertyKey } from "./example.js";
import { pageView, permissions } from "./page.js";
import { isSuccess, resultText, resultType } from "./result.js";
import { commentLines, sentence } from "./text.js";

/** What the templates write of one operation. */
export function operationView(
  service: Service,
  tag: Tag,
  operation: Operation,
  packageName: string,
  checks: BodyChecks,
): JsonObject {
  const takes = hasArguments(operation);
  const failed = operation.answers.filter((answer) => !isSuccess(answer));
  return {
    id: operation.id,
    quotedPath: JSON.stringify(operation.path),
    deprecated: operation.deprecated,
    reference: operation.reference ?? false,
    comment: [
      ...commentLines([operation.summary, operation.description].map(sentence).join("\n\n")),
      "",
      `\`${operation.method} ${operation.path}\``,
      ...(operation.reference === undefined
        ? []
        : ["", `The vendor's reference calls it \`${operation.reference}\`.`]),
      ...(operation.permissions.length === 0
        ? []
        : ["", `Needs ${permissions(operation, (name) => `\`${name}\``)}.`]),
      "",
      ...(takes ? [`@param args {@link ${argumentsName(operation)}}`] : []),
      "@param options What this one call is given beyond the client's own options.",
      `@returns A promise of ${resultText(operation)}; \`.withResponse()\` adds the response and its request id.`,
      ...failed.flatMap((answer) => throwsLines(answer)),
      ...otherErrors.map((error) => `@throws {${error.name}} ${error.when}`),
      ...(operation.deprecated ? ["@deprecated"] : []),
    ],
    arguments: takes && {
      name: argumentsName(operation),
      optional: !needsArguments(operation),
      members: [
        ...operation.parameters.map((parameter) => argumentMember(operation, parameter)),
        ...(operation.body ? [bodyMember(operation)] : []),
      ],
    },
    parameters: operation.parameters.map((parameter) => ({
      key: propertyKey(parameter.name),
      // As JSON, so that no text of it can be read as code.
      definition: JSON.stringify({
        in: parameter.in,
        ...(parameter.required && { required: true }),
        ...ruleOf([parameter.schema]),
      }),
    })),
    body: operation.body
      ? {
          mediaType: JSON.stringify(operation.body.mediaType),
          required: operation.body.required,
          shape: checks.body ?? '"json"',
        }
      : false,
    shape: checks.result ?? false,
    result: resultType(operation),
    ...pageView(service, tag, operation, packageName),
  };
}

function throwsLines(answer: Answer): string[] {
  return commentLines(
    `${answer.status}: ${sentence(answer.description)}`,
    `@throws {${errorClass(answer.status)}}`,
  );
}

function argumentMember(operation: Operation, parameter: Parameter): JsonObject {
  const group = `operations["${operation.id}"]["parameters"]["${parameter.in}"]`;
  const type = `${parameter.in === "path" ? group : `NonNullable<${group}>`}[${JSON.stringify(parameter.name)}]`;
  return {
    key: propertyKey(parameter.name),
    optional: !parameter.required,
    type,
    comment: commentLines(
      [sentence(parameter.description), ...constraintSentences(parameter.schema)].join(" "),
    ),
  };
}

function bodyMember(operation: Operation): JsonObject {
  const { body } = operation;
  return {
    key: "body",
    optional: body?.required !== true,
    type: `NonNullable<operations["${operation.id}"]["requestBody"]>["content"][${JSON.stringify(body?.mediaType ?? "")}]`,
    comment: commentLines(
      sentence(body?.description === "" ? "The request's body" : (body?.description ?? "")),
    ),
  };
}
