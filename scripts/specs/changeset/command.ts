import type { Command } from "../commands.js";
import { markReleased } from "./released.js";

export const releasedCommand: Command = {
  help: "  released [vendor…] the contracts as they are have been released; run by release:version",
  options: {},
  run: async ({ positionals }, { root }) => ({ lines: await markReleased(root, positionals) }),
};
