/** A release that follows the first one. */
export interface Release {
  readonly level: "patch" | "minor" | "major";
  /** What changed at the vendor. */
  readonly story: string;
  /** Edits of the description or of hand-written files. */
  readonly edits: readonly (readonly [file: string, part: string, replacement: string])[];
  /** How the user's program changes. */
  readonly program: readonly (readonly [part: string, replacement: string])[];
  /** The compiler's error for the unchanged program. */
  readonly compileError: RegExp;
  /** A pattern that the changelog of @billkit/deepgram must match. */
  readonly changelog: RegExp;
}

/** Where the copy of Deepgram's description is edited. */
export const description = "description.yml";
const overlay = "specs/deepgram/overlay.yaml";

export const releases: readonly Release[] = [
  {
    level: "patch",
    story: "a text gets an addition",
    edits: [[overlay, "such as `promotional`.", "such as `promotional` or `prepaid`."]],
    program: [],
    compileError: /^$/,
    changelog: /Patch Changes[^]*`order_type`/,
  },
  {
    level: "minor",
    story: "a purchase has an invoice number",
    edits: [
      [
        description,
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
    compileError: /^$/,
    changelog: /`invoice_number`/,
  },
  {
    level: "major",
    story: "tags are no longer listed",
    edits: [
      [
        description,
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
    compileError: /Property 'tags' does not exist/,
    changelog: /`tags`/,
  },
];
