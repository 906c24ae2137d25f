import { billAsJson, billInPipe } from "./bill.js";
import { counted, script, type Step } from "./step.js";
import { unchangedTree } from "./tree.js";

/**
 * What CI runs, in order: the tests first, then what is slower or seldom fails. The only list of it:
 * `.ci/run` is `npm ci` and these.
 */
export const steps: readonly Step[] = [
  counted({ ...script("test", "test"), title: "npm test" }),
  counted(script("java", "test:java")),
  script("stress", "stress"),
  script("lint", "lint"),
  script("format", "format:check"),
  script("specs", "specs", "check"),
  script("generate", "generate", "--check"),
  script("api", "api", "--check"),
  script("links", "links"),
  script("licences", "licences"),
  billInPipe,
  billAsJson,
  script("pack", "pack:check"),
  script("matrix", "matrix", "--quick"),
  script("sizes", "sizes"),
  script("bench", "bench", "--quick"),
  unchangedTree(),
];
