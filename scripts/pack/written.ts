/**
 * Before a vendor's package is published (`prepublishOnly`): every text of it has been written by a
 * person. Run in the package's folder.
 */
import path from "node:path";
import { unwritten } from "../specs/add/placeholder.js";

const folder = process.cwd();
const lines = await unwritten(path.resolve(folder, "../.."), path.basename(folder));
for (const line of lines) process.stderr.write(`${line}\n`);
if (lines.length > 0) {
  const texts = lines.length === 1 ? "1 text is" : `${lines.length} texts are`;
  process.stderr.write(`not published: ${texts} still to be written\n`);
  process.exitCode = 1;
}
