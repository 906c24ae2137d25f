import { run } from "./cli.js";

/** npm runs this with the repository as the working directory. */
process.exitCode = await run(
  process.argv.slice(2),
  {
    out: (line) => {
      console.log(line);
    },
    err: (line) => {
      console.error(line);
    },
  },
  { root: process.cwd(), now: () => new Date() },
);
