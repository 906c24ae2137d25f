import type { Context } from "./context.js";
import { compareProse, compareUnread } from "./notes.js";
import type { OperationPair } from "./operation.js";
import { trailOf } from "./trail.js";

const READ = new Set(["required", "description", "content"]);
const MEDIA_READ = new Set(["schema", "example", "examples"]);

/** Compares request bodies. */
export function compareBody(context: Context, { id, old, now, at }: OperationPair): void {
  const { report } = context;
  const [was, is] = [old, now].map(({ place }) => place.get("requestBody")?.resolve());
  const subject = `the body of ${id}`;
  if (!was || !is) {
    if (!was && !is) return;
    const isRequired = is?.object.required === true;
    const rule = was ? "body-removed" : isRequired ? "required-body-added" : "body-added";
    const change = was ? "gone" : isRequired ? "new and required" : "new";
    report.part(rule, was, is, at, `${subject} is ${change}`);
    return;
  }
  const [wasRequired, isRequired] = [was, is].map(({ object }) => object.required === true);
  if (wasRequired !== isRequired)
    report.add(
      isRequired ? "body-required" : "body-optional",
      { old: was.near("required"), now: is.near("required") },
      [wasRequired, isRequired],
      `${subject} is now ${isRequired ? "required" : "optional"}`,
    );
  const bodies = { old: was, now: is };
  compareProse(report, bodies, subject);
  compareUnread(report, bodies, READ, subject);
  const [before, after] = [was.members("content"), is.members("content")];
  const near = { old: was.near("content"), now: is.near("content") };
  for (const type of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [from, to] = [before.get(type), after.get(type)];
    if (from && to) {
      compareUnread(report, { old: from, now: to }, MEDIA_READ, `${subject} as ${type}`);
      context.schemas(
        [from.get("schema") ?? from.here({})],
        [to.get("schema") ?? to.here({})],
        trailOf("request", { kind: "body", operation: id }),
      );
    } else
      report.add(
        from ? "request-media-type-removed" : "request-media-type-added",
        { old: from ?? near.old, now: to ?? near.now },
        [from && type, to && type],
        `${subject} can ${from ? "no longer" : "now"} be ${type}`,
      );
  }
}
