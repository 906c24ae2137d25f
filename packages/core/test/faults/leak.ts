import { inspect } from "node:util";

/** A service can send anything, such as a body with a field `toString`. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return JSON.stringify(value);
  }
}

/** Where a text occurs in a thrown value: itself, each cause, and each way of printing them. */
export function leaks(thrown: unknown, log: string, canary: string): string[] {
  const found: string[] = [];
  const look = (where: string, text: string): void => {
    if (text.includes(canary)) found.push(where);
  };
  look("log", log);
  const seen = new Set<unknown>();
  for (let at = thrown, depth = 0; at !== undefined && !seen.has(at); depth++) {
    seen.add(at);
    const where = depth ? `cause ${depth}` : "error";
    look(`${where}: JSON`, JSON.stringify([at]));
    for (const showHidden of [false, true]) {
      const all = { depth: Infinity, showHidden, maxStringLength: Infinity, maxArrayLength: null };
      look(`${where}: inspect`, inspect(at, all));
    }
    if (!(at instanceof Error)) break;
    look(`${where}: String`, String(at));
    for (const name of Object.getOwnPropertyNames(at))
      look(`${where}: ${name}`, textOf(Reflect.get(at, name)));
    at = at.cause;
  }
  return found;
}
