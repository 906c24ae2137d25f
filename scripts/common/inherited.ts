import { isObject, type JsonObject } from "./json.js";

const prefix = "billkit_hidden_";

/**
 * Prefixes properties that every object has, such as `constructor` and `valueOf`: redocly, which lints
 * and which openapi-typescript reads with, would take or call the inherited ones.
 */
export function hideInherited(node: JsonObject): void {
  const hide = (name: string): string => (name in Object.prototype ? prefix + name : name);
  if (isObject(node.properties)) {
    const entries = Object.entries(node.properties);
    node.properties = Object.fromEntries(entries.map(([name, each]) => [hide(name), each]));
  }
  if (Array.isArray(node.required)) {
    node.required = node.required.map((name) => (typeof name === "string" ? hide(name) : name));
  }
}

/** Removes the prefixes again. */
export const showInherited = (text: string): string => text.replaceAll(prefix, "");
