/**
 * `npm run fuzz -w e2e [-- VENDOR… --examples N]`: Schemathesis generates valid and invalid requests from
 * each contract and sends them to the sandbox. Exit 1 if a check fails. Needs Python 3.11 or later;
 * schemathesis.toml has the settings.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { parse } from "yaml";
import { isObject, objectAt, textAt, type JsonObject } from "../../scripts/common/json.js";
import { readArguments } from "../../scripts/common/arguments.js";
import { command } from "../common/command.js";
import { runOrThrow as run } from "../../scripts/common/run.js";

const root = path.resolve(import.meta.dirname, "../..");
/** Fixed, so that the sandbox's data are the same in every run. */
const nowMs = Date.parse("2026-06-20T12:34:56.789Z");

await command("fuzz", async () => {
  const { values, positionals } = readArguments(
    { allowPositionals: true, options: { examples: { type: "string", default: "2000" } } },
    "usage: npm run fuzz -w e2e [-- VENDOR… --examples N]",
  );
  const python = path.join(root, "node_modules/.cache/schemathesis/bin");
  await run(process.env.PYTHON ?? "python3", ["-m", "venv", path.dirname(python)], { cwd: root });
  const requirements = path.join(import.meta.dirname, "requirements.txt");
  const install = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements];
  await run(path.join(python, "python"), install, { cwd: root });
  const sandbox = await startSandbox({ clock: { now: () => nowMs }, validateResponses: true });
  const failed: string[] = [];
  try {
    for (const vendor of positionals.length > 0 ? positionals : Object.keys(sandbox.vendors)) {
      const contract = path.join(root, "specs", vendor, "openapi.yaml");
      const args = [
        ...["--config-file", path.join(import.meta.dirname, "schemathesis.toml")],
        ...["run", contract, "--max-examples", values.examples, "--no-color"],
        ...accessArguments(sandbox, vendor, contract),
      ];
      const env = environment(sandbox);
      const child = spawn(path.join(python, "schemathesis"), args, { stdio: "inherit", env });
      const [code] = (await once(child, "close")) as unknown[];
      if (code !== 0) failed.push(vendor);
    }
  } finally {
    await sandbox.close();
  }
  if (failed.length > 0) throw new Error(`a check failed for ${failed.join(", ")}`);
});

interface Access {
  readonly baseUrl: string;
  readonly credential: string;
  /** By option, where a client has several. */
  readonly credentials?: Readonly<Record<string, string>>;
}

/** The sandbox's address, and each credential in the header that the contract declares. */
function accessArguments({ vendors }: Sandbox, vendor: string, contract: string): string[] {
  const found = Object.entries<Access>(vendors).find(([name]) => name === vendor)?.[1];
  if (!found) throw new Error(`no vendor ${vendor}; vendors: ${Object.keys(vendors).join(", ")}`);
  const { baseUrl, credential, credentials = {} } = found;
  const { components } = parse(readFileSync(contract, "utf8")) as { components: JsonObject };
  const schemes = Object.values(objectAt(components, "securitySchemes")).filter(isObject);
  const headers = schemes.flatMap((scheme) => {
    const trait = objectAt(scheme, "x-billkit-credential");
    const value = credentials[textAt(trait, "option")] ?? credential;
    return ["--header", `${textAt(trait, "header")}: ${textAt(trait, "prefix")}${value}`];
  });
  return ["--url", baseUrl, ...headers];
}

/** hooks.py, and the ids that schemathesis.toml names. */
function environment({ control }: Sandbox): NodeJS.ProcessEnv {
  const { vendors } = control.state();
  const [project] = vendors.deepgram.accounts[0]?.projects ?? [];
  const [trustor] = vendors["genesys-cloud"].organizations[0]?.trustors ?? [];
  return {
    ...process.env,
    PYTHONPATH: import.meta.dirname,
    PYTHONDONTWRITEBYTECODE: "1",
    SCHEMATHESIS_HOOKS: "hooks",
    BILLKIT_DEEPGRAM_PROJECT_ID: project?.project_id ?? "",
    BILLKIT_DEEPGRAM_BALANCE_ID: project?.balances[0]?.balance_id ?? "",
    BILLKIT_GENESYS_CLOUD_TRUSTOR_ID: trustor?.id ?? "",
  };
}
