/**
 * `npm run fuzz -w e2e [-- VENDOR… --quick --examples N]`: Schemathesis makes requests from each
 * contract, valid and invalid, and sends them to the sandbox. Exit 1 if a check fails.
 * schemathesis.toml has its settings.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { parse } from "yaml";
import { readArguments } from "../../scripts/common/arguments.js";
import { command, wholeNumber } from "../common/command.js";
import { genesysCloudToken } from "../common/sandbox.js";
import { installSchemathesis } from "./python.js";

const root = path.resolve(import.meta.dirname, "../..");
const config = path.join(import.meta.dirname, "schemathesis.toml");
/** Fixed, so that the sandbox's data are the same in every run. */
const nowMs = Date.parse("2026-06-20T12:34:56.789Z");

await command("fuzz", async () => {
  const { values, positionals } = readArguments(
    {
      allowPositionals: true,
      options: { quick: { type: "boolean", default: false }, examples: { type: "string" } },
    },
    "usage: npm run fuzz -w e2e [-- VENDOR… --quick --examples N]",
  );
  const givenExamples = values.examples ?? (values.quick ? "100" : "2000");
  const examples = wholeNumber("--examples", givenExamples, 1, 100_000);
  const schemathesis = await installSchemathesis(root);
  const sandbox = await startSandbox({ clock: { now: () => nowMs }, validateResponses: true });
  try {
    const vendors = Object.keys(sandbox.vendors);
    const unknown = positionals.find((vendor) => !vendors.includes(vendor));
    if (unknown !== undefined) {
      throw new Error(`no vendor ${unknown}; vendors: ${vendors.join(", ")}`);
    }
    let ok = true;
    for (const vendor of positionals.length > 0 ? positionals : vendors) {
      const args = ["--config-file", config, "run", contractFile(vendor)];
      const access = await accessOf(sandbox, vendor);
      args.push("--url", access.baseUrl, "--header", access.header);
      args.push("--max-examples", String(examples), "--no-color");
      const child = spawn(schemathesis, args, { stdio: "inherit", env: environment(sandbox) });
      const [code] = (await once(child, "close")) as unknown[];
      ok &&= code === 0;
    }
    return ok;
  } finally {
    await sandbox.close();
  }
});

function contractFile(vendor: string): string {
  return path.join(root, "specs", vendor, "openapi.yaml");
}

async function accessOf(sandbox: Sandbox, vendor: string) {
  const { deepgram, genesysCloud, vendors } = sandbox;
  if (vendor === "deepgram") {
    return { baseUrl: deepgram.baseUrl, header: `Authorization: Token ${deepgram.apiKey}` };
  }
  if (vendor === "genesys-cloud") {
    const token = await genesysCloudToken(genesysCloud);
    return { baseUrl: genesysCloud.baseUrl, header: `Authorization: Bearer ${token}` };
  }
  // Served from the contract alone, which says how the credential is sent.
  const [, access] = Object.entries<object>(vendors).find(([name]) => name === vendor) ?? [];
  const { baseUrl, credential } = access as { baseUrl: string; credential: string };
  const { header, prefix = "" } = credentialOf(vendor);
  return { baseUrl, header: `${header}: ${prefix}${credential}` };
}

interface Contract {
  readonly components?: {
    readonly securitySchemes?: Readonly<
      Record<string, { readonly "x-billkit-credential"?: { header: string; prefix?: string } }>
    >;
  };
}

function credentialOf(vendor: string): { header: string; prefix?: string } {
  const { components } = parse(readFileSync(contractFile(vendor), "utf8")) as Contract;
  const schemes = Object.values(components?.securitySchemes ?? {});
  const found = schemes.find((scheme) => scheme["x-billkit-credential"]);
  return found?.["x-billkit-credential"] ?? { header: "Authorization" };
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
