import { readDescription } from "../build.js";
import { convert } from "../read/convert.js";
import type { JsonObject } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { isAddress } from "../read/source.js";
import { parseVendor } from "../vendor.js";
import { toYaml } from "../../common/yaml.js";
import type { AddOptions } from "./add.js";
import { chooseCredential, serversOf } from "./credential.js";
import {
  findOperations,
  type FoundOperation,
  nameOperations,
  type parseOperations,
} from "./operations.js";
import { placeholder } from "./placeholder.js";
import { UNPUBLISHED } from "./vendor-text.js";

export interface Start {
  /** vendor.yaml but for `schemas`. */
  readonly vendor: JsonObject;
  readonly credential: ReturnType<typeof chooseCredential>;
}

/**
 * What the description and the call say together: server, credential, operations and their names.
 * @throws {UserError} for an operation that is not there, and for what is not supported
 */
export async function startOf(
  options: AddOptions,
  asked: ReturnType<typeof parseOperations>,
  className: string,
): Promise<Start> {
  const { name, from } = options;
  // Without operations, references are not followed: only what the document itself says is read.
  const nothing = parseVendor(
    toYaml({
      title: className,
      class: className,
      server: "https://unpublished.invalid",
      sources: [UNPUBLISHED],
      operations: { "GET /": { operationId: "none", tag: "None" } },
    }),
    `specs/${name}/vendor.yaml`,
  );
  const descriptions = (
    await Promise.all(from.map((each) => readDescription(each, nothing, options)))
  ).map(convert);
  const found = findOperations(asked, descriptions);
  const names = nameOperations(found);
  const credential = chooseCredential(found, name.toUpperCase().replaceAll("-", "_"));
  const { server, others } = chooseServer(found, options);
  const accept = [
    ...others.map((each) => ({
      server: each,
      reason: placeholder("why it is not served from here"),
    })),
    ...credential.passedOver.map((each) => ({
      securityScheme: each,
      reason: placeholder("why it is passed over"),
    })),
  ];
  const vendor: JsonObject = {
    title: className,
    class: className,
    server,
    sources: from.map((each) => (isAddress(each) ? each : (options.published ?? UNPUBLISHED))),
    operations: Object.fromEntries(
      found.map(({ key, tag }) => [key, { operationId: names.get(key) ?? "", tag }]),
    ),
    ...(credential.theirs !== undefined && {
      securitySchemes: { [credential.theirs]: credential.ours },
    }),
    ...(accept.length > 0 && { accept }),
  };
  vendor.sources = [...new Set(Array.isArray(vendor.sources) ? vendor.sources : [])];
  return { vendor, credential };
}

function chooseServer(
  found: readonly FoundOperation[],
  { server }: AddOptions,
): { server: string; others: string[] } {
  const named = [...new Set(found.flatMap(serversOf))];
  const chosen = server ?? named.find((each) => /^https:\/\/[^{}]+$/.test(each));
  if (chosen === undefined)
    throw new UserError("the description names no https server: give one with --server URL");
  const known = named.length > 0 && !named.includes(chosen) ? [chosen] : [];
  return { server: chosen, others: [...named.filter((each) => each !== chosen), ...known] };
}
