/** For the tests: the types of the contracts in a file, `{ name: contract }` → `{ name: types }`. */
import { readFileSync } from "node:fs";
import { Cursor } from "../contract/cursor.js";
import type { JsonObject } from "../../common/json.js";
import { splitSharedSchemas } from "../contract/sides.js";
import { generateTypes } from "../types.js";

const contracts = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Record<
  string,
  JsonObject
>;
const types: Record<string, string> = {};
for (const [file, document] of Object.entries(contracts)) {
  const cursor = Cursor.root(document, file);
  splitSharedSchemas(cursor);
  types[file] = await generateTypes(cursor);
}
process.stdout.write(JSON.stringify(types));
