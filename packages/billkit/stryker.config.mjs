import { mutation } from "../../stryker.preset.mjs";

/** The code that isn't generated; core is seen through its build. */
export default mutation("billkit", [
  "src/genesys-cloud.ts",
  "src/interval.ts",
  "src/merged.ts",
  "src/trustee-overviews.ts",
  "src/trustors.ts",
]);
