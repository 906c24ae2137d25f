import { eitherRules } from "./rules/either.js";
import { operationRules } from "./rules/operations.js";
import { requestRules } from "./rules/requests.js";
import { responseRules } from "./rules/responses.js";
import type { Rule } from "./rules/rule.js";
import { serviceRules } from "./rules/service.js";

/** In the order and under the headings of docs/spec-changes.md. */
export const ruleGroups = {
  "Operations, parameters, bodies and answers": operationRules,
  "What is sent": requestRules,
  "What comes back": responseRules,
  "Either, or neither": eitherRules,
  "The service": serviceRules,
} as const;

/** How every kind of change is rated: the one place that says so. */
export const rules = {
  ...operationRules,
  ...requestRules,
  ...responseRules,
  ...eitherRules,
  ...serviceRules,
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;

/** The tables of docs/spec-changes.md, which a test holds to this. */
export function rulesMarkdown(): string {
  const groups: readonly [string, Readonly<Record<string, Rule>>][] = Object.entries(ruleGroups);
  return groups
    .map(([heading, group]) =>
      [
        `## ${heading}`,
        "",
        "| rule | rating | what has changed | why |",
        "| --- | --- | --- | --- |",
        ...Object.entries(group).map(
          ([id, { level, what, felt }]) => `| \`${id}\` | ${level} | ${what} | ${felt} |`,
        ),
        "",
      ].join("\n"),
    )
    .join("\n");
}
