import type { Place } from "./place.js";
import type { Report } from "./report.js";
import { meaningOf } from "./signature.js";

/** Compares what nothing else has looked at: extensions of others, and what is not understood. */
export function compareUnread(
  report: Report,
  at: { old: Place; new: Place },
  read: ReadonlySet<string>,
  subject: string,
): void {
  const keys = new Set([...Object.keys(at.old.object), ...Object.keys(at.new.object)]);
  for (const key of [...keys].filter((one) => !read.has(one)).sort()) {
    const [was, is] = [at.old.get(key), at.new.get(key)];
    if ((was && meaningOf(was)) === (is && meaningOf(is))) continue;
    const foreign = key.startsWith("x-") && !key.startsWith("x-billkit-");
    report.add({
      rule: foreign ? "extension-changed" : "not-understood",
      at: { old: was ?? at.old, new: is ?? at.new },
      old: was?.value,
      new: is?.value,
      text: `\`${key}\` of ${subject} is ${!was ? "new" : is ? "another" : "gone"}`,
    });
  }
}
