import type { Comparison } from "./compare.js";
import { compareProse } from "./notes.js";
import type { OperationPair } from "./operations.js";
import { compareUnread } from "./unread.js";

const READ = new Set(["required", "description", "content"]);
const MEDIA_READ = new Set(["schema", "example", "examples"]);

/** Compares what operations send. */
export function compareBody(comparison: Comparison, pair: OperationPair): void {
  const { id, old, new: now } = pair;
  const { report } = comparison;
  const [was, is] = [old, now].map(({ place }) => place.get("requestBody")?.resolve());
  const subject = `the body of ${id}`;
  if (!was || !is) {
    if (!was && !is) return;
    const required = is?.object.required === true;
    report.add({
      rule: was ? "body-removed" : required ? "required-body-added" : "body-added",
      at: { old: was ?? old.place, new: is ?? now.place },
      old: was?.value,
      new: is?.value,
      text: `${subject} is ${was ? "gone" : required ? "new and required" : "new"}`,
    });
    return;
  }
  const [wasRequired, isRequired] = [was, is].map(({ object }) => object.required === true);
  if (wasRequired !== isRequired)
    report.add({
      rule: isRequired ? "body-required" : "body-optional",
      at: { old: was.near("required"), new: is.near("required") },
      old: wasRequired,
      new: isRequired,
      text: `${subject} is now ${isRequired ? "required" : "optional"}`,
    });
  const at = { old: was, new: is };
  compareProse(report, [was], [is], at, subject);
  compareUnread(report, at, READ, subject);
  const [before, after] = [was.members("content"), is.members("content")];
  for (const type of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [from, to] = [before.get(type), after.get(type)];
    if (from && to) {
      compareUnread(report, { old: from, new: to }, MEDIA_READ, `${subject} as ${type}`);
      const empty = { old: from.here({}), new: to.here({}) };
      const root = { kind: "body", operation: id } as const;
      comparison.schemas([from.get("schema") ?? empty.old], [to.get("schema") ?? empty.new], {
        side: "request",
        root,
        steps: [],
        named: undefined,
      });
    } else {
      report.add({
        rule: from ? "request-media-type-removed" : "request-media-type-added",
        at: { old: from ?? was.near("content"), new: to ?? is.near("content") },
        old: from ? type : undefined,
        new: to ? type : undefined,
        text: `${subject} can ${from ? "no longer" : "now"} be ${type}`,
      });
    }
  }
}
