import { join } from "node:path";
import {
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  parseJson,
  textAt,
} from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { checkContract } from "../../generate/check.js";
import { Cursor } from "../../generate/contract/cursor.js";
import type { Service } from "../../generate/contract/service.js";
import { readReports } from "../../generate/traits/reports.js";
import { example } from "../../generate/view/example.js";
import { listVendors, readNeeded } from "../vendors.js";
import { readIfThere } from "../../common/write.js";

/** Copied from another vendor's package, with the name replaced. */
const SHARED = ["LICENSE", "jest.config.cjs", "tsconfig.build.json", "tsconfig.json", "turbo.json"];
/** The entries that every vendor's package has. */
const ENTRIES = [".", "./charges", "./connect", "./pacing", "./raw", "./package.json"];

/**
 * A vendor's package without what `npm run generate` and `npm run api` write, by path from the root.
 * Another vendor's package is the model, so that all are built alike.
 * @throws {UserError} if no package can be made of the contract
 */
export async function packageFiles(
  root: string,
  name: string,
  contract: JsonObject,
): Promise<Map<string, string>> {
  const file = `specs/${name}/openapi.yaml`;
  const { service } = checkContract(Cursor.root(contract, file));
  const model = (await listVendors(root)).find((vendor) => vendor !== name);
  const read = async (path: string): Promise<string> =>
    (await readIfThere(join(root, "packages", model ?? "", path))) ?? "";
  const manifest = parseJson(await read("package.json"));
  if (model === undefined || !isObject(manifest))
    throw new UserError("packages/: has no vendor's package to take as a model");
  const renamed = (text: string): string => text.replaceAll(model, name);
  const files = new Map<string, string>();
  for (const path of SHARED) files.set(path, renamed(await read(path)));
  const own = parseJson(renamed(JSON.stringify(manifest)));
  files.set("package.json", manifestText(isObject(own) ? own : {}, name, service));
  const template = await readNeeded(root, "scripts/specs/add/templates/readme.mustache");
  const repository = textAt(objectAt(manifest, "repository"), "url");
  files.set("README.md", readme(template, name, service, repository));
  return new Map([...files].map(([path, text]) => [`packages/${name}/${path}`, text]));
}

/** The entry of reports, which only some vendors have, is like that of the raw client. */
const reportsEntry = (exports: JsonObject): Json =>
  parseJson(JSON.stringify(objectAt(exports, "./raw")).replaceAll("/raw.", "/reports.")) ?? {};

function manifestText(model: JsonObject, name: string, service: Service): string {
  const { className } = service;
  const kept = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).filter(([entry]) => ENTRIES.includes(entry)));
  const isShared = (entry: string): boolean => ENTRIES.includes(`./${entry}`);
  const reports = readReports(service).length > 0;
  const older = Object.entries(objectAt(objectAt(model, "typesVersions"), "*"));
  const manifest = {
    ...model,
    version: "0.1.0",
    description: `Typed client for ${className}'s billing API`,
    keywords: ["billing", "openapi", "sdk", name],
    typesVersions: {
      "*": {
        ...Object.fromEntries(older.filter(([entry]) => isShared(entry))),
        ...(reports && { reports: ["./dist/cjs/reports.d.ts"] }),
      },
    },
    exports: {
      ...kept(objectAt(model, "exports")),
      ...(reports && { "./reports": reportsEntry(objectAt(model, "exports")) }),
    },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function readme(template: string, name: string, service: Service, repository: string): string {
  const [tag] = service.tags;
  const [operation] = tag?.operations ?? [];
  const lines = tag && operation ? example(service, tag, operation, `@billkit/${name}`) : [];
  const values = new Map([
    ["name", name],
    ["className", service.className],
    ["example", lines.join("\n")],
    ["page", repository.replace(/^git\+/, "").replace(/\.git$/, "")],
  ]);
  return template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values.get(key) ?? "");
}
