import { gzipSync } from "node:zlib";
import { type Row, VALID, withField } from "./acme.js";

const letters = "abcdefghij".split("");
const start = "openapi: 3.1.0\npaths: {}\n";

/** Nine levels, each nine times as large as the previous one. */
function bomb(each: (before: string) => string): string {
  const levels = letters
    .slice(1)
    .map((name, index) => `${name}: &${name} ${each(letters[index] ?? "")}`);
  return `a: &a {k: v}\n${levels.join("\n")}\n${start}`;
}
const nine = (part: (index: number) => string): string =>
  Array.from({ length: 9 }, (_, index) => part(index)).join(",");

/** Texts that are expensive to read, or that are read as something else. */
export const texts: readonly Row[] = [
  {
    what: "a YAML bomb of aliases",
    description: bomb((before) => `[${nine(() => `*${before}`)}]`),
    errors: [/^acme\.yaml:1: its YAML aliases expand to too much$/],
  },
  {
    what: "2 MB of empty objects in YAML, hundreds of thousands of nodes",
    description: `${start}x: [${"{},".repeat(700_000)}]\n`,
    errors: [/^acme\.yaml: it has more than 400000 nodes of YAML$/],
  },
  {
    what: "a gzip bomb of 200 MB",
    description: gzipSync(Buffer.alloc(200 * 1024 * 1024, " ")),
    file: "acme.json.gz",
    errors: [/acme\.json\.gz: cannot be unpacked: it is larger than 67108864 bytes$/],
  },
  {
    what: "a number that JSON takes for infinity",
    description: JSON.stringify(withField("n", { type: "number", maximum: 7 })).replace(
      '"maximum":7',
      '"maximum":1e400',
    ),
    errors: [/^acme\.json:1: the number 1e400 is too large$/],
  },
  {
    what: "a version that clears the screen and forges a line",
    description: { ...VALID, openapi: "\u001b[2J\ndeepgram: unchanged" },
    errors: [/^acme\.json: version \\u001b\[2J\\u000adeepgram: unchanged isn't supported; /],
  },
];
