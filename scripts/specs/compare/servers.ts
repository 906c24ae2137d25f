import { sameJson } from "../../common/json.js";
import type { Context } from "./context.js";
import { compareProse } from "./notes.js";
import type { Place, Sides } from "./place.js";
import type { Report } from "./report.js";
import { format, fromTo } from "./words.js";

/** Compares the contract's servers. Requests go to the first. */
export function compareServers({ old, now, report }: Context): void {
  const [was, is] = [old.items("servers"), now.items("servers")];
  const at = { old: was[0] ?? old, now: is[0] ?? now };
  const [from, to] = [urlOf(was[0]), urlOf(is[0])];
  if (from !== to)
    report.add(
      "server-changed",
      { old: at.old.near("url"), now: at.now.near("url") },
      [was[0]?.get("url")?.value, is[0]?.get("url")?.value],
      `the service was at ${format(from || undefined)} and is now at ${format(to || undefined)}`,
    );
  else if (was[0] && is[0]) {
    compareProse(report, at, "the server");
    compareVariables(report, at);
  }
  const [before, after] = [was, is].map((list) => list.slice(1).map(({ value }) => value));
  if (sameJson(before ?? [], after ?? [])) return;
  report.add(
    "metadata-changed",
    { old: old.near("servers"), now: now.near("servers") },
    [before, after],
    "the servers after the first, which get no requests, have changed",
  );
}

/** Compares the values of the `{variables}` in a server's address. */
export function compareVariables(report: Report, at: Sides<Place>): void {
  const subject = `the variables of the address ${format(at.now.text("url"))}`;
  const [was, is] = [at.old.get("variables"), at.now.get("variables")];
  if (sameJson(was?.value ?? null, is?.value ?? null)) return;
  const change = fromTo(was?.value, is?.value).replace("was", "were").replace("is", "are");
  report.part("server-changed", was, is, at, `${subject} ${change}`);
}

export function urlOf(server: Place | undefined): string {
  return server?.text("url").replace(/\/+$/, "") ?? "";
}
