import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Copy } from "./copy.js";

/** A contract that follows the one before, and what a user's program makes of its release. */
export interface Next {
  readonly level: "patch" | "minor" | "major";
  /** What the vendor has done. */
  readonly story: string;
  /** In the copy of the description, and in what a person writes beside it. */
  readonly edits: readonly (readonly [file: string, part: string, replacement: string])[];
  /** What a user has to change, or can, in the program. */
  readonly program: readonly (readonly [part: string, replacement: string])[];
  /** What the compiler says of the program as it was; nothing where it goes on as it is. */
  readonly refusal: RegExp | undefined;
  /** What its changelog has to tell. */
  readonly told: RegExp;
}

/** The published description, without prose, as the repository keeps it for its tests. */
export const description = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  "../../specs/fixtures/descriptions/deepgram/openapi.2026-07-15.yml",
);
/** Where its copy is changed. */
export const changed = "description.yml";
const overlay = "specs/deepgram/overlay.yaml";

export const nexts: readonly Next[] = [
  {
    level: "patch",
    story: "a text says more",
    edits: [
      [
        overlay,
        "description: Kind of order, such as `promotional`.",
        "description: Kind of order, such as `promotional` or `prepaid`.",
      ],
    ],
    program: [],
    refusal: undefined,
    told: /Patch Changes[^]*`order_type`/,
  },
  {
    level: "minor",
    story: "a purchase has the number of its invoice",
    edits: [
      [
        changed,
        "        order_type:\n          type: string\n",
        "        order_type:\n          type: string\n        invoice_number:\n          type: string\n",
      ],
      [
        overlay,
        "        order_type:\n",
        "        invoice_number:\n          description: Number of the invoice. May be absent.\n        order_type:\n",
      ],
    ],
    program: [
      ["${orders.length} purchases", "${orders.filter((o) => !o.invoice_number).length} purchases"],
    ],
    refusal: undefined,
    told: /`invoice_number`/,
  },
  {
    level: "major",
    story: "tags are no longer listed",
    edits: [
      [
        changed,
        "        tags:\n          type: array\n          items:\n            type: string\n        line_items:\n",
        "        line_items:\n",
      ],
      [
        overlay,
        "        tags:\n          description: Values for the filter `tag`. May be absent.\n",
        "",
      ],
    ],
    program: [
      ["const { tags = [] }", "const { line_items = {} }"],
      ["${tags.length} tags", "${Object.keys(line_items).length} line items"],
    ],
    refusal: /Property 'tags' does not exist/,
    told: /`tags`/,
  },
];

/** Changes the contract as a maintainer does: description and overlay, sync, generate. */
export async function follow(copy: Copy, { edits }: Next): Promise<void> {
  for (const [file, part, replacement] of edits) copy.edit(file, part, replacement);
  await copy.npm("specs", "--", "sync", "deepgram", "--from", changed);
  await copy.npm("generate");
}
