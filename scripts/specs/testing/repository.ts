import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import type { VendorFiles } from "../contract/contract.js";
import type { Source } from "../read/source.js";

/** The repository that the tests run in. */
export const repository = resolve(__dirname, "../../..");

/** Every vendor of the repository, in order, so that tests cover added vendors too. */
export const vendors: readonly string[] = readdirSync(join(repository, "specs"), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

export const deepgramVersions = ["2026-03-17", "2026-04-12", "2026-07-15"] as const;

/** The path of a whole description without prose, such as `deepgram/openapi.2026-07-15.yml`. */
export function fixturePath(name: string): string {
  return join(__dirname, "../fixtures/descriptions", name);
}

export const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  deepgram: [fixturePath("deepgram/openapi.2026-07-15.yml")],
  "genesys-cloud": [
    fixturePath("genesys-cloud/billing.swagger2.json"),
    fixturePath("genesys-cloud/org-authorization.swagger2.json"),
  ],
};

export function source(name: string, text: string): Source {
  return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
}

export function fixtureSource(name: string): Source {
  const bytes = readFileSync(fixturePath(name));
  return source(name, (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString());
}

export function readRepository(path: string): string {
  return readFileSync(join(repository, path), "utf8");
}

/** The hand-written files of a vendor of the repository. */
export function vendorFiles(name: string): VendorFiles {
  const folder = `specs/${name}`;
  return {
    folder,
    vendor: readRepository(`${folder}/vendor.yaml`),
    overlay: readRepository(`${folder}/overlay.yaml`),
    names: readRepository(`${folder}/names.yaml`),
  };
}
