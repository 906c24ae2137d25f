import { gzipSync } from "node:zlib";
import { HONEST, withField } from "./acme.js";
import { nested, type Row } from "./row.js";

const letters = "abcdefghij".split("");
const honest = JSON.stringify(HONEST);
const start = "openapi: 3.1.0\npaths: {}\n";

/** Nine levels, each nine times the one before. */
function bomb(each: (before: string) => string): string {
  const levels = letters
    .slice(1)
    .map((name, index) => `${name}: &${name} ${each(letters[index] ?? "")}`);
  return `a: &a {k: v}\n${levels.join("\n")}\n${start}`;
}
const nine = (part: (index: number) => string): string =>
  Array.from({ length: 9 }, (_, index) => part(index)).join(",");

/** Texts that cost much to read, or that are read as something else. */
export const texts: readonly Row[] = [
  {
    what: "a YAML bomb of aliases",
    description: bomb((before) => `[${nine(() => `*${before}`)}]`),
    says: [/^acme\.yaml:1: its YAML aliases expand to too much$/],
  },
  {
    what: "lists nested 100,000 deep in JSON",
    description: `{"openapi":"3.1.0","paths":{},\n"x":${nested("[", "]")}}`,
    says: [/^acme\.json:2: it is nested too deeply$/],
  },
  {
    what: "2 MB of empty objects in YAML, hundreds of thousands of nodes",
    description: `${start}x: [${"{},".repeat(700_000)}]\n`,
    says: [/^acme\.yaml: it has more than 400000 nodes of YAML$/],
  },
  {
    what: "a file of 65 MB",
    description: Buffer.alloc(65 * 1024 * 1024, " "),
    says: [/acme\.yaml: cannot be read: it is larger than 67108864 bytes$/],
  },
  {
    what: "a gzip bomb of 200 MB",
    description: gzipSync(Buffer.alloc(200 * 1024 * 1024, " ")),
    file: "acme.json.gz",
    says: [/acme\.json\.gz: cannot be unpacked: it is larger than 67108864 bytes$/],
  },
  {
    what: "a number that JSON takes for infinity",
    description: JSON.stringify(withField("n", { type: "number", maximum: 7 })).replace(
      '"maximum":7',
      '"maximum":1e400',
    ),
    says: [/^acme\.json:1: the number 1e400 is too large$/],
  },
  {
    what: "UTF-16",
    description: Buffer.from(`\uFEFF${honest}`, "utf16le"),
    says: [/acme\.yaml: not a description: it is not text in UTF-8$/],
  },
  {
    what: "a version that clears the screen and forges a line",
    description: { ...HONEST, openapi: "\u001b[2J\ndeepgram: unchanged" },
    says: [/^acme\.json: version \\u001b\[2J\\u000adeepgram: unchanged is not known; /],
  },
];
