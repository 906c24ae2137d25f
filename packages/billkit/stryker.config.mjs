import { mutation } from "../../stryker.preset.mjs";

/** The authentication and the poller; core is seen through its build. */
export default mutation("billkit", [
  "src/addresses.ts",
  "src/billable-usage.ts",
  "src/client-credentials.ts",
  "src/environment.ts",
  "src/genesys-cloud.ts",
]);
