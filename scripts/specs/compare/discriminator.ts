import type { Union } from "./collect.js";
import type { Context, Pair } from "./context.js";
import { format, fromTo } from "./words.js";

const PREFIX = "#/components/schemas/";

/** Compares the discriminators of two unions. */
export function compareDiscriminator(context: Context, pair: Pair): void {
  const { old, now } = pair;
  const [was, is] = [old.unions[0], now.unions[0]];
  if (!was || !is) return;
  const near = { old: old.at, now: now.at };
  const report = (text: string): void => {
    const sides = [was.discriminator, is.discriminator] as const;
    context.report.part("discriminator-changed", ...sides, near, text);
  };
  const [before, after] = [was, is].map((union) => union.discriminator?.text("propertyName"));
  if (before !== after) {
    report(`the discriminator of ${context.say(pair)} ${fromTo(before, after)}`);
    return;
  }
  const newValues = valuesOf(is);
  for (const [target, values] of valuesOf(was)) {
    const others = newValues.get(target);
    if (others === undefined || others.join() === values.join()) continue;
    const [from, to] = [values, others].map((list) => list.map(format).join(" or "));
    report(
      `\`${target}\` among the alternatives of ${context.say(pair)} was ${from} and is now ${to}`,
    );
  }
}

/** The values of each alternative: what the mapping says, or the schema's own name. */
function valuesOf(union: Union): Map<string, string[]> {
  const mapped = new Map<string, string[]>();
  const mapping = union.discriminator?.get("mapping");
  for (const value of mapping?.members().keys() ?? []) {
    const name = nameOf(mapping?.text(value) ?? "");
    mapped.set(name, [...(mapped.get(name) ?? []), value]);
  }
  const names = union.members.map((member) => nameOf(member.text("$ref"))).filter(Boolean);
  return new Map(names.map((name) => [name, mapped.get(name) ?? [name]]));
}

function nameOf(reference: string): string {
  return reference.startsWith(PREFIX) ? reference.slice(PREFIX.length) : reference;
}
