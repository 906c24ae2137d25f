import { mutation } from "../../stryker.preset.mjs";

export default mutation("core", ["src/**/*.ts"]);
