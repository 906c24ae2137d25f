import { UserError } from "../../common/user-error.js";
import type { Command } from "../commands.js";
import { add } from "./add.js";

/** `npm run specs -- add` */
export const addCommand: Command = {
  help: `  add NAME         add a vendor: its folder under specs/ and its package
    --from FILE|URL  the description; may be repeated
    --operations "METHOD /path[=operationId][:Tag]"…
                     the operations to keep; the tag is Billing by default
    --class NAME     the client's class, by default the vendor's name
    --env NAME       the credential's environment variable; repeat it for several credentials
    --server URL     where the service is, if the description doesn't name an https address
    --published URL  where a description read from a file is published
    --reference URL  an address that a $ref of the description leads to; may be repeated
    --drop "IN NAME" a parameter to leave out, such as "query filter"; may be repeated
    --fields "SCHEMA=a,b"
                     the only fields to keep of a schema; may be repeated`,
  options: {
    from: { type: "string", multiple: true },
    operations: { type: "string", multiple: true },
    class: { type: "string" },
    env: { type: "string", multiple: true },
    server: { type: "string" },
    published: { type: "string" },
    reference: { type: "string", multiple: true },
    drop: { type: "string", multiple: true },
    fields: { type: "string", multiple: true },
  },
  async run(given, setting) {
    const [name, ...rest] = given.positionals;
    if (name === undefined) throw new UserError("add needs a NAME (--help lists the options)");
    const listed = given.texts("operations");
    // A shell passes only the first of several texts after a flag as the flag's value.
    if (listed.length === 0 && rest.length > 0)
      throw new UserError(`add takes one name: put --operations before ${rest.join(", ")}`);
    const lines = await add({
      ...setting,
      name,
      from: given.places("from"),
      operations: [...listed, ...rest],
      flags: {
        class: given.text("class"),
        env: given.texts("env"),
        server: given.text("server"),
        published: given.text("published"),
        reference: given.texts("reference"),
        drop: given.texts("drop"),
        fields: given.texts("fields"),
      },
    });
    return { lines };
  },
};
