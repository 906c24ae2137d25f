import { createInterface } from "node:readline/promises";
import type { Command, Setting } from "../commands.js";
import { UserError } from "../../common/user-error.js";
import { add } from "./add.js";

type Ask = NonNullable<Setting["ask"]>;

/** `npm run specs -- add` */
export const addCommand: Command = {
  help: `  add NAME         a new vendor: its folder under specs/ and its package, which then build
    --from FILE|URL  the description; may be repeated
    --operations "METHOD /path[=operationId[:Tag]]"…
                     what the contract keeps; Billing unless another tag is given
    --server URL     where it is served, when the description does not say
    --published URL  where a description that is read from a file is published`,
  options: {
    from: { type: "string", multiple: true },
    operations: { type: "string", multiple: true },
    server: { type: "string" },
    published: { type: "string" },
  },
  async run(given, setting) {
    const [first = "", ...rest] = given.positionals;
    const listed = given.texts("operations");
    // A shell hands on only the first of several after a flag as its value.
    const operations = listed.length > 0 ? [...listed, ...rest] : [];
    if (listed.length === 0 && rest.length > 0)
      throw new UserError(`add takes one name; --operations comes before ${rest.join(", ")}`);
    const asked = await complete(
      { name: first, from: given.places("from"), operations },
      setting.ask,
    );
    const lines = await add({
      ...setting,
      ...asked,
      from: asked.from.map((place) => given.place(place)),
      server: given.text("server"),
      published: given.text("published"),
    });
    return { lines };
  },
};

interface Wanted {
  readonly name: string;
  readonly from: readonly string[];
  readonly operations: readonly string[];
}

/** What is missing is asked for at a terminal, and an error without one. */
async function complete(wanted: Wanted, ask: Ask | undefined): Promise<Wanted> {
  const missing = [
    ...(wanted.name === "" ? ["NAME"] : []),
    ...(wanted.from.length === 0 ? ["--from FILE|URL"] : []),
    ...(wanted.operations.length === 0 ? ['--operations "METHOD /path"'] : []),
  ];
  if (missing.length === 0) return wanted;
  if (!ask) throw new UserError(`add needs ${missing.join(" and ")} (--help says more)`);
  const list = async (question: string): Promise<string[]> => {
    const texts: string[] = [];
    for (;;) {
      const text = (await ask(question)).trim();
      if (text === "") return texts;
      texts.push(text);
    }
  };
  return complete(
    {
      name: wanted.name || (await ask("Name of the vendor: ")).trim(),
      from:
        wanted.from.length > 0
          ? wanted.from
          : [(await ask("File or address of its description: ")).trim()].filter(Boolean),
      operations:
        wanted.operations.length > 0
          ? wanted.operations
          : await list("An operation, METHOD /path[=operationId[:Tag]] (nothing ends): "),
    },
    undefined,
  );
}

/** Asks at the terminal, if this process has one. */
export function askAtTerminal(): Ask | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  };
}
