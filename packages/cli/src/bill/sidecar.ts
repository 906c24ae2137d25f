import { lstat, open, rm } from "node:fs/promises";
import { CommandError, exitCodes } from "../failure.js";
import type { Io } from "../io.js";
import { isFile, writeOutput } from "./output.js";

/**
 * Writes the rows that a format can't express beside the file that was written, and removes those of an
 * earlier file of that name. Where nothing can be beside it, the rows are only counted.
 *
 * @param sidecar - undefined if the format expresses every row
 * @throws CommandError if the sidecar can't be written or removed
 */
export async function writeSidecar(
  output: string | undefined,
  sidecar: string | undefined,
  { stderr }: Io,
): Promise<void> {
  if (output === undefined || !(await isFile(output))) {
    if (sidecar === undefined) return;
    const why = output === undefined ? "" : `${output} isn't a regular file; `;
    stderr.write(`billkit: ${why}--output FILE also writes these rows, to a second file.\n`);
    return;
  }
  const file = `${output}.rejected.csv`;
  if (sidecar !== undefined) {
    await writeOutput(file, sidecar);
    stderr.write(`billkit: they are in ${file}, with reasons.\n`);
  } else if (await removeFile(file, stderr)) {
    stderr.write(`billkit: removed ${file}, whose rows were an earlier file's.\n`);
  }
}

async function startsWith(file: string, header: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(header.length));
    return buffer.toString("utf8", 0, bytesRead) === header;
  } finally {
    await handle.close();
  }
}

async function removeFile(file: string, stderr: Io["stderr"]): Promise<boolean> {
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isFile()) return false;
  const codeOf = (error: unknown): string =>
    (error as NodeJS.ErrnoException).code ?? "unknown error";
  try {
    // A file of someone else's can have the name.
    if (!(await startsWith(file, "reason,id,"))) return false;
  } catch (error) {
    stderr.write(
      `billkit: ${file} can't be read (${codeOf(error)}); if an earlier bill wrote it, its rows are out of date.\n`,
    );
    return false;
  }
  try {
    await rm(file);
    return true;
  } catch (error) {
    const message = `${file}: can't be removed (${codeOf(error)}); its rows are an earlier file's.`;
    throw new CommandError(message, exitCodes.failed, { cause: error });
  }
}
