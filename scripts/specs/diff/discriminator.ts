import type { Comparison, Pair } from "./compare.js";
import type { Union } from "./collect.js";
import { say } from "./say.js";

const PREFIX = "#/components/schemas/";

/** Compares how alternatives are told apart, as far as both unions have them. */
export function compareDiscriminator(comparison: Comparison, pair: Pair): void {
  const { old, new: now } = pair;
  const [was, is] = [old.unions[0], now.unions[0]];
  if (!was || !is) return;
  const report = (text: string): void => {
    comparison.report.add({
      rule: "discriminator-changed",
      at: { old: was.discriminator ?? old.at, new: is.discriminator ?? now.at },
      old: was.discriminator?.value,
      new: is.discriminator?.value,
      text,
    });
  };
  const [before, after] = [was, is].map((union) => union.discriminator?.text("propertyName"));
  const subject = comparison.say(pair);
  if (before !== after) {
    report(
      `what tells the alternatives of ${subject} apart was ${say(before)} and is now ${say(after)}`,
    );
    return;
  }
  const [oldValues, newValues] = [valuesOf(was), valuesOf(is)];
  for (const [target, values] of oldValues) {
    const others = newValues.get(target);
    if (others === undefined || others.join() === values.join()) continue;
    const [from, to] = [values, others].map((list) => list.map(say).join(" or "));
    report(
      `\`${target}\` among the alternatives of ${subject} was called ${from} and is now ${to}`,
    );
  }
}

/** The values of each alternative: what the mapping says, or the schema's own name. */
function valuesOf(union: Union): Map<string, string[]> {
  const names = union.members.map((member) => nameOf(member.text("$ref"))).filter(Boolean);
  const mapping = [...(union.discriminator?.members("mapping") ?? [])];
  return new Map(
    names.map((name) => {
      const values = mapping.filter(
        ([, place]) => place.value === PREFIX + name || place.value === name,
      );
      return [name, values.length > 0 ? values.map(([value]) => value) : [name]];
    }),
  );
}

function nameOf(reference: string): string {
  return reference.startsWith(PREFIX) ? reference.slice(PREFIX.length) : reference;
}
