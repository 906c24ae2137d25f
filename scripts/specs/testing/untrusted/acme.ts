import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "../../../common/json.js";
import { put } from "../../../generate/testing/awkward.js";
import { overlayText } from "../../add/overlay-file.js";
import type { Workspace } from "../workspace.js";
import { escapeKey } from "../../../common/json-pointer.js";

/** A hostile description, and its effect. */
export interface Row {
  readonly what: string;
  /** A document is published as JSON. */
  readonly description: string | Buffer | JsonObject;
  /** By default acme.json, or acme.yaml if it isn't JSON. */
  readonly file?: string;
  /** The files in the same folder, by name. */
  readonly beside?: Readonly<Record<string, string>>;
  /** The lines that sync prints on stderr; undefined if it succeeds. */
  readonly errors?: readonly RegExp[];
  /** The notices that sync prints if it succeeds. */
  readonly notices?: readonly RegExp[];
  /** Text that the contract must not contain. */
  readonly without?: RegExp;
}

/** A vendor of one operation without hand-written texts. */
export function addAcme(workspace: Workspace): void {
  const folder = join(workspace.root, "specs/acme");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "vendor.yaml"), VENDOR);
  writeFileSync(
    join(folder, "overlay.yaml"),
    overlayText(undefined, "Acme", ["Things"], { Key: CREDENTIAL }),
  );
}

const VENDOR = `title: Acme billing
class: Acme
server: https://api.acme.test
sources: [https://acme.test/openapi.yaml]
operations:
  GET /things/{id}: { operationId: getThing, tag: Things }
schemas:
  getThing.200: Thing
  getThing.4XX: Fault
`;

const CREDENTIAL = {
  ...{ type: "apiKey", in: "header", name: "X-Key" },
  "x-billkit-credential": { header: "X-Key", prefix: "" },
};

/** Acme's valid description. */
export const VALID: JsonObject = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "7" },
  servers: [{ url: "https://api.acme.test" }],
  paths: {
    "/things/{id}": {
      get: {
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string" } },
          { name: "kind", in: "query", schema: { type: "string" } },
        ],
        responses: {
          "200": answer({ $ref: "#/components/schemas/Thing" }),
          "4XX": answer({ $ref: "#/components/schemas/Fault" }),
        },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: "object",
        properties: { id: { type: "string" }, kind: { type: "string", enum: ["a", "b"] } },
      },
      Fault: { type: "object", properties: { message: { type: "string" } } },
    },
  },
};

function answer(schema: JsonObject): JsonObject {
  return { description: "Text.", content: { "application/json": { schema } } };
}

export const THING = "/components/schemas/Thing";

/** The valid description with a value at another place, whose parent must exist. */
export function withValue(pointer: string, value: Json, document: JsonObject = VALID): JsonObject {
  const copy = structuredClone(document);
  put(pointer, value)(copy);
  return copy;
}

/** With one more field of the response. */
export function withField(name: string, schema: Json = { type: "string" }): JsonObject {
  return withValue(`${THING}/properties/${escapeKey(name)}`, schema);
}
