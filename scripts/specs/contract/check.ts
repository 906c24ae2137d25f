import { join } from "node:path";
import { changesetProblems } from "../changeset/changeset.js";
import { contractText, makeContract } from "./contract.js";
import {
  isObject,
  type Json,
  type JsonObject,
  parseJson,
  textAt,
  textsAt,
} from "../../common/json.js";
import { lint } from "./lint.js";
import { Problems, UserError } from "../../common/user-error.js";
import { parseVendor, type VendorConfig } from "../vendor.js";
import { listVendors, readVendorFiles } from "../vendors.js";
import { readIfThere } from "../write.js";
import { parseLocated } from "../../common/yaml.js";

/**
 * Checks, fetching nothing, that each contract is what its extract and overlay give, described and
 * lint-free, that its changeset says what has changed, and that its provenance is about the
 * operations that vendor.yaml names.
 * @returns a line for each vendor
 * @throws {UserError} naming each file that differs and what to run
 */
export async function check(root: string): Promise<string[]> {
  const problems = new Problems();
  const contracts: Checked[] = [];
  for (const name of await listVendors(root)) {
    try {
      contracts.push(await checkVendor(root, name, problems));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const line of error.problems) problems.add(line);
    }
  }
  problems.throwIfAny();
  await lint(root, contracts);
  for (const { name, contract, text } of contracts) {
    const built = { name, contract, files: new Map([["openapi.yaml", text]]) };
    for (const line of await changesetProblems(root, built))
      problems.add(`${line}; run \`npm run specs -- sync ${name}\``);
  }
  problems.throwIfAny();
  return contracts.map(({ path }) => `${path}: up to date`);
}

interface Checked {
  readonly name: string;
  readonly contract: JsonObject;
  readonly path: string;
  readonly text: string;
}

async function checkVendor(root: string, name: string, problems: Problems): Promise<Checked> {
  const again = `run \`npm run specs -- sync ${name}\``;
  const files = await readVendorFiles(root, name);
  const vendor = parseVendor(files.vendor, `${files.folder}/vendor.yaml`);
  const read = async (file: string): Promise<string> => {
    const text = await readIfThere(join(root, files.folder, file));
    if (text === undefined)
      throw new UserError(`${files.folder}/${file}: there is no such file; ${again}`);
    return text;
  };
  const extracted = parseLocated(await read("extract.yaml"), `${files.folder}/extract.yaml`).value;
  const contract = await makeContract(files, extracted);
  const expected = contractText(contract);
  if ((await read("openapi.yaml")) !== expected) {
    problems.add(
      `${files.folder}/openapi.yaml: differs from what extract.yaml and overlay.yaml give; ${again}`,
    );
  }
  const present = operationsOf(extracted);
  const wanted = vendor.operations
    .map(({ key, operationId }) => ({ key, line: `${key} ${operationId}` }))
    .filter(({ key, line }) => present.includes(line) || !isAcceptedAsGone(vendor, key))
    .map(({ line }) => line);
  if (!sameList(present, wanted.sort())) {
    problems.add(
      `${files.folder}/extract.yaml: its operations are not those of vendor.yaml; ${again}`,
    );
  }
  const provenance = parseJson(await read("provenance.json"));
  const recorded = isObject(provenance) ? textsAt(provenance, "operations") : [];
  if (!sameList(recorded, vendor.operations.map(({ key }) => key).sort())) {
    problems.add(
      `${files.folder}/provenance.json: its operations are not those of vendor.yaml; ${again}`,
    );
  }
  return { name, contract, path: `${files.folder}/openapi.yaml`, text: expected };
}

function isAcceptedAsGone(vendor: VendorConfig, key: string): boolean {
  return vendor.accepted.some(({ about, name }) => about === "operation" && name === key);
}

function operationsOf(extracted: Json): string[] {
  const paths = isObject(extracted) && isObject(extracted.paths) ? extracted.paths : {};
  return Object.entries(paths)
    .flatMap(([path, item]) =>
      Object.entries(isObject(item) ? item : {}).map(([method, operation]) => {
        const id = isObject(operation) ? textAt(operation, "operationId") : "";
        return `${method.toUpperCase()} ${path} ${id}`;
      }),
    )
    .sort();
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
