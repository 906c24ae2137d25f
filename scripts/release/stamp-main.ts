/** A part of `npm run release:version`: the new version of @billkit/core goes into its source. */
import path from "node:path";
import { stampVersion } from "./stamp.js";

stampVersion(path.resolve(import.meta.dirname, "../.."));
