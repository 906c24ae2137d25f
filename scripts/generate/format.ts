import path from "node:path";
import * as prettier from "prettier";
import { UserError } from "../common/user-error.js";

/** Formats generated text with the options of its file. @throws {UserError} if it can't be parsed */
export async function formatFile(file: string, text: string): Promise<string> {
  const config = await prettier.resolveConfig(file);
  try {
    return await prettier.format(text, { ...config, filepath: file });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new UserError(
      `${path.basename(file)}: the generated text can't be formatted: ${message}`,
    );
  }
}
