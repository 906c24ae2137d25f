import { type Arguments, type Command } from "../commands.js";
import { UserError } from "../../common/user-error.js";
import { drift } from "./drift.js";

export const driftCommand: Command = {
  help: `  drift [vendor…]  rate what sync would change; exit 0: nothing, 3: something, 1: failed
    --from FILE|URL  as for sync
    --page FILE      write it there as Markdown, for a pull request`,
  options: { from: { type: "string", multiple: true }, page: { type: "string" } },
  run: (given, setting) =>
    drift({
      ...setting,
      vendors: given.positionals,
      from: given.places("from"),
      page: pageOf(given),
    }),
};

function pageOf(given: Arguments): string | undefined {
  const page = given.text("page");
  if (page === "") throw new UserError("--page needs a file");
  return page === undefined ? undefined : given.path(page);
}
