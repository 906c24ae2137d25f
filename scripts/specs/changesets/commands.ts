import { type Arguments, type Command } from "../commands.js";
import { drift } from "../drift/drift.js";
import { SpecsError } from "../problems.js";
import { markReleased } from "./released.js";

export const driftCommand: Command = {
  help: `  drift [vendor…]  what sync would change, rated; exit 0 nothing, 3 something, 1 could not tell
    --from FILE|URL  as for sync
    --page FILE      writes it there as Markdown, for a pull request`,
  options: { from: { type: "string", multiple: true }, page: { type: "string" } },
  run: (given, setting) =>
    drift({
      ...setting,
      vendors: given.positionals,
      from: given.places("from"),
      page: pageOf(given),
    }),
};

export const releasedCommand: Command = {
  help: "  released [vendor…] the contracts as they are have been released; run by release:version",
  options: {},
  run: async ({ positionals }, { root }) => ({ lines: await markReleased(root, positionals) }),
};

function pageOf(given: Arguments): string | undefined {
  const page = given.text("page");
  if (page === "") throw new SpecsError("--page needs a file");
  return page === undefined ? undefined : given.path(page);
}
