import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { BillkitError, ConfigurationError } from "@billkit/core";

/**
 * Checks that evidence can go to a folder: one that doesn't exist or is empty, so that nothing is
 * overwritten. Hidden files don't count.
 *
 * @throws ConfigurationError if the folder isn't empty, or its name is
 * @throws BillkitError if it can't be read, e.g. because it is a file
 */
export async function checkEvidenceFolder(folder: string): Promise<void> {
  const fail = (problem: string): never => {
    throw new ConfigurationError(`${problem}; choose a new or empty folder for evidence.`, {
      option: "folder",
    });
  };
  if (folder === "") fail("the folder's name is empty");
  const present = await accessing(folder, async () =>
    existsSync(folder) ? await readdir(folder) : [],
  );
  const [first] = present.filter((name) => !name.startsWith("."));
  if (first !== undefined) fail(`${folder} isn't empty: it has ${first}`);
}

/** Checks the folder, and makes it. */
export async function prepareFolder(folder: string): Promise<void> {
  await checkEvidenceFolder(folder);
  await accessing(folder, () => makeFolder(path.join(folder, "bodies")));
}

async function accessing<T>(folder: string, access: () => Promise<T>): Promise<T> {
  try {
    return await access();
  } catch (error) {
    throw storageError(folder, error);
  }
}

/** Why a folder can't take evidence. */
export function storageError(folder: string, cause: unknown): BillkitError {
  const { code = "unknown error" } = cause as NodeJS.ErrnoException;
  const advice = "choose a folder that can be written, on a disk with space";
  return new BillkitError(
    `${folder}: evidence can't be stored there (${code}); ${advice}.`,
    {},
    cause,
  );
}

/** Node's own `recursive` never ends under /proc. */
async function makeFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  if (!existsSync(parent)) await makeFolder(parent);
  if (!existsSync(folder)) await mkdir(folder);
}
