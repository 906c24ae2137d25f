import { run } from "./cli.js";

// A reader such as `head` may close the pipe: that is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** npm runs this with the repository as the working directory, and tells where it was called. */
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
  {
    root: process.cwd(),
    here: process.env.INIT_CWD,
    now: () => new Date(),
  },
);
