import { spawn } from "node:child_process";

/** One of the things that CI runs. */
export interface Step {
  /** For `--from` and `--only`. */
  readonly id: string;
  /** As a person would type it, or what is looked at. */
  readonly title: string;
  /** Ends with Jest's counts, which are added up. */
  readonly isCounted?: boolean;
  /** Before the first step of all. */
  readonly begin?: (place: Place) => Promise<void>;
  /** @returns what is wrong; nothing when nothing is */
  readonly run: (place: Place) => Promise<string | undefined>;
}

/** Where a step runs, and where its output goes while it comes. */
export interface Place {
  readonly root: string;
  readonly write: (text: string) => void;
}

/** A script of the root's package.json: `npm run --silent NAME -- …args`. */
export function script(id: string, name: string, ...args: string[]): Step {
  const rest = args.length > 0 ? ["--", ...args] : [];
  return {
    id,
    title: ["npm run", name, ...rest].join(" "),
    run: (place) => command(place, "npm", ["run", "--silent", name, ...rest]),
  };
}

export const counted = (step: Step): Step => ({ ...step, isCounted: true });

/** Runs a program to its end, its output going where the step's goes. */
export async function command(
  place: Place,
  program: string,
  args: readonly string[],
): Promise<string | undefined> {
  const { code, failure } = await output(place, program, args, place.write);
  if (failure !== undefined) return `${program} could not run: ${failure}`;
  return code === 0 ? undefined : `exit ${code ?? "by a signal"}`;
}

interface Ended {
  readonly code: number | null;
  readonly failure: string | undefined;
  /** What came on stdout. */
  readonly text: string;
}

/** Runs a program through a pipe. Never rejects. */
export function output(
  { root }: Place,
  program: string,
  args: readonly string[],
  write: (text: string) => void = () => undefined,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      write(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", write);
    child.on("error", (error) => {
      resolve({ code: null, failure: error.message, text });
    });
    child.on("close", (code) => {
      resolve({ code, failure: undefined, text });
    });
  });
}
