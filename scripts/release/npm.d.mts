export const heard: readonly string[];
export function run(
  program: string,
  args: readonly string[],
  options?: { cwd?: string; input?: string },
): { ok: boolean; stdout: string; text: string };
/** @throws {Error} when the registry does not say */
export function isPublished(name: string, version: string): boolean;
export function reasonOf(text: string): string;
export function runScript(name: string, main: () => void | Promise<void>): Promise<void>;
