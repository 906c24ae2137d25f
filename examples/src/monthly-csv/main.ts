import { runCommand } from "../common/command.js";
import { run } from "./run.js";

await runCommand(run);
