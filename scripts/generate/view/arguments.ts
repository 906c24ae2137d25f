import type { Operation } from "../contract/service.js";

/** The interface of an operation's arguments. */
export function argumentsName(operation: Operation): string {
  return `${operation.id.charAt(0).toUpperCase()}${operation.id.slice(1)}Arguments`;
}

export function hasArguments(operation: Operation): boolean {
  return operation.parameters.length > 0 || operation.body !== undefined;
}

/** Whether a call requires any. */
export function needsArguments(operation: Operation): boolean {
  return operation.parameters.some((each) => each.required) || operation.body?.required === true;
}
