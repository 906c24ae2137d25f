/** Bundles `@billkit/sandbox/fetch` for browsers: one file without a trace of Node's modules. */
import path from "node:path";
import { build } from "esbuild";

await build({
  entryPoints: ["src/fetch.ts"],
  outfile: "dist/browser/fetch.js",
  bundle: true,
  platform: "browser",
  format: "esm",
  target: "es2022",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "inline",
  sourcemap: false,
  logLevel: "warning",
  alias: {
    "@apidevtools/json-schema-ref-parser": path.resolve("build/browser/ref-parser.ts"),
  },
});
