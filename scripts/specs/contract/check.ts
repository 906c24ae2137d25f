import { changesetProblems } from "../changeset/changeset.js";
import { contractText, makeContract, readVendor } from "./contract.js";
import { isObject, parseJson, sameJson, textAt, textsAt } from "../../common/json.js";
import { operationsOf } from "../read/find-operation.js";
import { Findings } from "../select/findings.js";
import { operationsWithoutSummary, undescribed } from "./complete.js";
import { lint } from "./lint.js";
import { Problems, UserError } from "../../common/user-error.js";
import { listVendors, readNeeded, readVendorFiles } from "../vendors.js";
import { parseLocated } from "../../common/yaml.js";

/**
 * Checks offline that each contract is the result of its extract and overlay and passes the linter,
 * that its changeset describes the change, and that its provenance covers the operations in
 * vendor.yaml. Lists undescribed parts, which aren't a problem.
 * @param release whether an operation without a summary is a problem
 * @throws {UserError} naming each file that differs and what to run
 */
export async function check(
  root: string,
  { release = false }: { readonly release?: boolean } = {},
): Promise<string[]> {
  const problems = new Problems();
  const contracts: Awaited<ReturnType<typeof checkVendor>>[] = [];
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
  for (const { name, contract, text, path } of contracts) {
    const built = { name, contract, files: new Map([["openapi.yaml", text]]) };
    for (const line of await changesetProblems(root, built))
      problems.add(`${line}; run \`npm run specs -- sync ${name}\``);
    for (const operation of release ? operationsWithoutSummary(contract) : [])
      problems.add(`${path}: ${operation} has no summary: write one in overlay.yaml to release it`);
  }
  problems.throwIfAny();
  return contracts.flatMap(({ path, contract, notices }) => {
    const lacking = undescribed(contract);
    const count = lacking.length > 0 ? `; ${lacking.length} places undescribed` : "";
    return [
      `${path}: up to date${count}`,
      ...notices.map((line) => `  notice: ${line}`),
      ...lacking.map((line) => `  undescribed: ${line}`),
    ];
  });
}

async function checkVendor(root: string, name: string, problems: Problems) {
  const again = `run \`npm run specs -- sync ${name}\``;
  const files = await readVendorFiles(root, name);
  const vendor = readVendor(files);
  const read = (file: string): Promise<string> =>
    readNeeded(root, `${files.folder}/${file}`, `; ${again}`);
  const extracted = parseLocated(await read("extract.yaml"), `${files.folder}/extract.yaml`).value;
  const findings = new Findings(vendor);
  const contract = await makeContract(files, extracted, findings);
  const expected = contractText(contract);
  if ((await read("openapi.yaml")) !== expected) {
    problems.add(
      `${files.folder}/openapi.yaml: differs from the result of extract.yaml and overlay.yaml; ${again}`,
    );
  }
  const present = operationsOf(extracted)
    .map(({ key, node }) => `${key} ${textAt(node, "operationId")}`)
    .sort();
  const accepted = vendor.accepted.filter(({ about }) => about === "operation");
  const gone = accepted.map((each) => each.name);
  const wanted = vendor.operations
    .map(({ key, operationId }) => ({ key, line: `${key} ${operationId}` }))
    .filter(({ key, line }) => present.includes(line) || !gone.includes(key))
    .map(({ line }) => line);
  if (!sameJson(present, wanted.sort())) {
    problems.add(
      `${files.folder}/extract.yaml: its operations are not those of vendor.yaml; ${again}`,
    );
  }
  const provenance = parseJson(await read("provenance.json"));
  const recorded = isObject(provenance) ? textsAt(provenance, "operations") : [];
  if (!sameJson(recorded, vendor.operations.map(({ key }) => key).sort())) {
    problems.add(
      `${files.folder}/provenance.json: its operations are not those of vendor.yaml; ${again}`,
    );
  }
  return {
    name,
    contract,
    path: `${files.folder}/openapi.yaml`,
    text: expected,
    notices: findings.notices,
  };
}
