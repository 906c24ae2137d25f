/** Writes what differs in the package `acme` of the repository in the argument, for a test to kill. */
import { compareVendor, writeDifferences } from "../places.js";

const [root] = process.argv.slice(2);
if (root === undefined) throw new Error("usage: write-command ROOT");
process.stdout.write("started\n");
await writeDifferences(root, compareVendor(root, "acme"));
