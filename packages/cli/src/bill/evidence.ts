import { ConfigurationError } from "@billkit/core";
import { usageError } from "../failure.js";

/**
 * Checks `--evidence` before anything is sent.
 *
 * @throws CommandError if the folder isn't empty, so that nothing is overwritten
 */
export async function checkEvidence(folder: string | undefined): Promise<void> {
  if (folder === undefined) return;
  const { checkEvidenceFolder } = await import("@billkit/charges/evidence");
  try {
    await checkEvidenceFolder(folder);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw usageError(`--evidence: ${error.message}`, { cause: error });
  }
}
