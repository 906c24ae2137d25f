import { resolve } from "node:path";
import type { ParseArgsConfig } from "node:util";
import { readArguments } from "../common/arguments.js";
import { UserError } from "../common/user-error.js";
import { isAddress } from "./read/source.js";

/** Where and when a command runs. */
export interface Setting {
  /** The repository. */
  readonly root: string;
  /** The user's working directory, for paths in arguments; by default the root. */
  readonly here?: string | undefined;
  readonly now: () => Date;
  readonly fetch?: typeof fetch | undefined;
}

/** A command's output. */
export interface Outcome {
  /** For stdout. */
  readonly lines: readonly string[];
  /** By default 0; a failure is a {@link UserError} instead. */
  readonly exitCode?: number;
}

/** One command of `npm run specs`: it needs only an entry in the table of cli.ts. */
export interface Command {
  /** Its lines in --help, indented by two spaces. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  run(given: Arguments, setting: Setting): Promise<Outcome>;
}

type Values = Readonly<Record<string, unknown>>;

/** A command's arguments. */
export class Arguments {
  readonly #values: Values;
  readonly #here: string | undefined;

  constructor(
    readonly positionals: readonly string[],
    values: Values,
    { here }: Setting,
  ) {
    this.#values = values;
    this.#here = here;
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === "string" ? value : undefined;
  }

  texts(name: string): string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }

  /** A path relative to the user's working directory. */
  path(given: string): string {
    return this.#here === undefined ? given : resolve(this.#here, given);
  }

  /** A file relative to the user's working directory, or an address. */
  place(given: string): string {
    return isAddress(given) ? given : this.path(given);
  }

  /** Files relative to the user's working directory, and addresses. */
  places(name: string): string[] {
    const given = this.texts(name);
    if (given.includes("")) throw new UserError(`--${name} needs a file or an address`);
    return given.map((place) => this.place(place));
  }

  /** A folder relative to the user's working directory. */
  folder(name: string): string | undefined {
    const given = this.text(name);
    if (given === "") throw new UserError(`--${name} needs a folder`);
    return given === undefined ? undefined : this.path(given);
  }
}

/** @throws {UserError} for an option that the command doesn't have */
export function parseArguments(
  command: Command,
  argv: readonly string[],
  setting: Setting,
): Arguments {
  const { values, positionals } = readArguments(
    { args: [...argv], allowPositionals: true, options: command.options },
    "--help lists the options",
  );
  return new Arguments(positionals, values, setting);
}
