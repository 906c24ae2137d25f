import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Imports run one way: cli → charges, sandbox, vendor packages; billkit → vendor packages; these and charges → core. */
const importsOnly = (files, allowed) => ({
  files,
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            regex: `^(?!(${allowed.join("|") || "-"})(/|$))(@billkit/|billkit(/|$))`,
            message: `Allowed here: ${allowed.join(", ") || "none of our packages"}.`,
          },
        ],
      },
    ],
  },
});

export default defineConfig(
  {
    ignores: ["**/dist/**", "**/.generated/**", "**/coverage/**", "**/fixtures/**"],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      // One program of all workspaces: each alone would read the same declarations again.
      parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `0`, `-1` and template numbers are read more easily without String().
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A deadline, a retry loop and a poller are endless until something ends them.
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: true },
      ],
      eqeqeq: "error",
    },
  },
  importsOnly(["packages/*/src/**"], ["@billkit/core"]),
  importsOnly(["packages/{core,sandbox}/src/**"], []),
  importsOnly(["packages/billkit/src/**"], ["@billkit/(?!charges|cli|sandbox)[\\w-]+"]),
  // Not the facade, which loads every vendor's package: a command loads those that it needs.
  importsOnly(["packages/cli/src/**"], ["@billkit/(?!cli)[\\w-]+"]),
  // Tools' settings, outside any TypeScript project.
  {
    files: ["**/*.{js,cjs,mjs}"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        __dirname: "readonly",
        describe: "readonly",
        module: "writable",
        process: "readonly",
        require: "readonly",
        Buffer: "readonly",
        Headers: "readonly",
        Request: "readonly",
        Response: "readonly",
        URL: "readonly",
        URLSearchParams: "readonly",
        fetch: "readonly",
      },
    },
    rules: {
      // Jest reads its settings as CommonJS.
      "@typescript-eslint/no-require-imports": "off",
    },
  },
);
