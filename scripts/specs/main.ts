import { run } from "./cli.js";

// A reader such as `head` can close the pipe, which isn't an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** npm runs this in the repository; INIT_CWD is the user's working directory. */
process.exitCode = await run(process.argv.slice(2), console, {
  root: process.cwd(),
  here: process.env.INIT_CWD,
  now: () => new Date(),
});
