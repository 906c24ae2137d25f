import type { Io } from "../io.js";
import { isFile, writeOutput } from "./output.js";

/**
 * Writes the rows that a format can't express beside the file that was written. Where nothing can be
 * beside it, the rows are only counted.
 *
 * @throws CommandError if the sidecar can't be written
 */
export async function writeSidecar(
  output: string | undefined,
  sidecar: string,
  { stderr }: Io,
): Promise<void> {
  if (output === undefined || !(await isFile(output))) {
    const why = output === undefined ? "" : `${output} isn't a regular file; `;
    stderr.write(`billkit: ${why}--output FILE also writes these rows, to a second file.\n`);
    return;
  }
  const file = `${output}.rejected.csv`;
  await writeOutput(file, sidecar);
  stderr.write(`billkit: they are in ${file}, with reasons.\n`);
}
