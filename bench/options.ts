import { readArguments } from "../scripts/common/arguments.js";
import { UserError } from "../scripts/common/user-error.js";

/** The size of a measurement. */
export type Effort = Readonly<typeof full>;
export type Options = Readonly<ReturnType<typeof readOptions>>;

const full = {
  /** Runs with new processes each; a figure is their median. */
  runs: 3,
  concurrency: 10,
  warmUpMs: 3000,
  /** In each round, every client has one turn of `sliceMs`. */
  stub: { rounds: 60, sliceMs: 8 },
  loopback: { rounds: 30, sliceMs: 150 },
  /** New processes per client that import it once. */
  imports: 15,
};
const quick: Effort = {
  runs: 1,
  concurrency: 10,
  warmUpMs: 50,
  stub: { rounds: 2, sliceMs: 8 },
  loopback: { rounds: 2, sliceMs: 20 },
  imports: 1,
};
const supported = ["20", "22", "24"];

/** @throws {UserError} for wrong usage */
export function readOptions(args: readonly string[]) {
  const { values } = readArguments(
    {
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        write: { type: "boolean", default: false },
        node: { type: "string", default: supported.join() },
      },
    },
    "usage: npm run bench [-- --quick --json --write --node 20,22,24]",
  );
  const majors = values.node.split(",");
  const unknown = majors.find((major) => !supported.includes(major));
  if (unknown !== undefined) {
    throw new UserError(`--node takes ${supported.join(", ")}, not "${unknown}"`);
  }
  if (values.quick && values.write) throw new UserError("--quick measures nothing worth --write");
  const { json, write } = values;
  return { effort: values.quick ? quick : full, majors, json, write };
}
