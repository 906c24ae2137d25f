import { runCommand } from "../shared/command.js";
import { run } from "./run.js";

await runCommand(run);
