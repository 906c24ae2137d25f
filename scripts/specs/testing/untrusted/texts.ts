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
    what: "a YAML bomb of merge keys",
    description: bomb((before) => `{${nine((index) => `k${index}: {<<: *${before}}`)}}`),
    says: [/^acme\.yaml:1: its YAML aliases expand to too much$/],
  },
  {
    what: "50,000 anchors, of which each is looked for among all",
    description: `${start}${Array.from({ length: 50_000 }, (_, n) => `a${n}: &a${n} 1\nb${n}: *a${n}`).join("\n")}`,
    says: [/^acme\.yaml:\d+: it holds too many YAML aliases$/],
  },
  {
    what: "an alias of nothing",
    description: "openapi: 3.1.0\npaths: *nothing\n",
    says: [/^acme\.yaml:2: there is no anchor &nothing before it$/],
  },
  {
    what: "lists nested 100,000 deep in JSON",
    description: `{"openapi":"3.1.0","paths":{},\n"x":${nested("[", "]")}}`,
    says: [/^acme\.json:2: it is nested too deeply$/],
  },
  {
    what: "lists nested 100,000 deep in YAML",
    description: `${start}x: ${nested("[", "]")}\n`,
    says: [/^acme\.yaml:3: it is nested too deeply$/],
  },
  {
    what: "2 MB of empty objects in YAML, hundreds of thousands of nodes",
    description: `${start}x: [${"{},".repeat(700_000)}]\n`,
    says: [/^acme\.yaml: it has more than 400000 nodes of YAML$/],
  },
  {
    what: "4 MB of anchors, hundreds of thousands of nodes",
    description: `${start}x:\n${Array.from({ length: 420_000 }, (_, n) => `- &a${n} 1`).join("\n")}\n`,
    says: [/^acme\.yaml: it has more than 400000 nodes of YAML$/],
  },
  {
    what: "60 MB of JSON, millions of nodes",
    description: `{"openapi":"3.1.0","paths":{},"x":[${"{},".repeat(20_000_000)}{}]}`,
    says: [/^acme\.json: it is larger than 50331648 characters of JSON$/],
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
    what: "a key twice in JSON, once in disguise",
    description: '{"openapi":"3.1.0","paths":{},\n"path\\u0073":{}}',
    says: [/^acme\.json:2: the key "path\\u0073" stands twice in one object$/],
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
    what: "a YAML tag that makes a function elsewhere",
    description: "openapi: 3.1.0\npaths: !!js/function 'function () { process.exit() }'\n",
    says: [/^acme\.yaml: the description has no paths$/],
  },
  {
    what: "UTF-16",
    description: Buffer.from(`\uFEFF${honest}`, "utf16le"),
    says: [/acme\.yaml: not a description: it is not text in UTF-8$/],
  },
  { what: "a byte order mark", description: `\uFEFF${honest}` },
  {
    what: "a web page",
    description: "<!doctype html><script>alert(1)</script>",
    says: [/^acme\.yaml:1: this is a web page or XML, not YAML or JSON$/],
  },
  {
    what: "a version that clears the screen and forges a line",
    description: { ...HONEST, openapi: "\u001b[2J\ndeepgram: unchanged" },
    says: [/^acme\.json: version \\u001b\[2J\\u000adeepgram: unchanged is not known; /],
  },
];
