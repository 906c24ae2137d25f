import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "../workspace.js";
import { VALID, withField } from "./acme.js";

/** A hostile name, place, network or overlay, rather than a description. */
export interface Call {
  readonly what: string;
  /** @returns the arguments of `npm run specs --` */
  prepare(workspace: Workspace): string[];
  readonly fetch?: typeof fetch;
  readonly errors: readonly RegExp[];
}

const address = "https://acme.test/openapi.json";
const fromAddress = (): string[] => ["sync", "acme", "--from", address];
const endless = (): Response =>
  new Response(
    new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(1 << 20));
      },
    }),
  );
/** An overlay with one more action. */
function withAction(workspace: Workspace, action: string): string[] {
  const file = join(workspace.root, "specs/acme/overlay.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}  - ${action}\n`);
  const given = join(workspace.root, "acme.json");
  writeFileSync(given, JSON.stringify(VALID));
  return ["sync", "acme", "--from", given];
}

export const calls: readonly Call[] = [
  {
    what: "a link beside the description that leads out",
    prepare: (workspace) => {
      const given = join(workspace.root, "acme.json");
      writeFileSync(given, JSON.stringify(withField("r", { $ref: "link.yaml#/a" })));
      symlinkSync("/etc/hostname", join(workspace.root, "link.yaml"));
      return ["sync", "acme", "--from", given];
    },
    errors: [/link\.yaml: leads out of the folder of \S+acme\.json$/],
  },
  {
    what: "a source that never ends",
    prepare: fromAddress,
    fetch: () => Promise.resolve(endless()),
    errors: [/: it is larger than 67108864 bytes; pass a copy with --from FILE$/],
  },
  {
    what: "a source with a reference to an address that vendor.yaml does not name",
    prepare: fromAddress,
    fetch: (input) => {
      if (new Request(input).url !== address) throw new Error("sent a forbidden request");
      return Promise.resolve(Response.json(withField("r", { $ref: "https://10.0.0.1/x" })));
    },
    errors: [
      /^https:\/\/acme\.test\/openapi\.json:1: Thing\.r: \$ref https:\/\/10\.0\.0\.1\/x leads out/,
    ],
  },
  ...["$..[?(@.constructor.constructor('process.exit(7)')())]", "$['paths']['constructor']"].map(
    (target): Call => ({
      what: `an overlay's target ${target}`,
      prepare: (workspace) =>
        withAction(workspace, JSON.stringify({ target, update: { polluted: true } })),
      errors: [/^specs\/acme\/overlay\.yaml:\d+: the target names \w+, which every object has$/],
    }),
  ),
  {
    what: "an overlay's update of __proto__",
    prepare: (workspace) =>
      withAction(workspace, '{"target":"$.info","update":{"__proto__":{"polluted":true}}}'),
    errors: [/"update" has the key __proto__$/],
  },
];
