import { readFileSync } from "node:fs";
import path from "node:path";
import {
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  ExtractorMessageCategory,
  type ExtractorMessage,
} from "@microsoft/api-extractor";

/** What an entry lets its users name. */
export interface Surface {
  /** The page that a person reviews: every export with its signature. */
  readonly report: string;
  /** One line each: what is exported without a docstring, and what the declarations get wrong. */
  readonly problems: readonly string[];
}

const { Warning, Error: Failure, None } = ExtractorLogLevel;

/**
 * @param folder of a built package
 * @param entry as in its `dist/esm`, without suffix: `index`
 * @param scratch a folder for what the tool writes
 */
export function surfaceOf(folder: string, entry: string, scratch: string): Surface {
  const declarations = path.join(folder, `dist/esm/${entry}.d.ts`);
  const page = `${entry}.api.md`;
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: declarations,
      compiler: { overrideTsconfig: { compilerOptions, files: [declarations] } },
      apiReport: {
        enabled: true,
        // What exports are made of changes with them, though it cannot be imported.
        includeForgottenExports: true,
        reportFileName: page,
        reportFolder: scratch,
        reportTempFolder: scratch,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      messages: {
        extractorMessageReporting: {
          default: { logLevel: Warning },
          // A package has one kind of exports: those for everyone.
          "ae-forgotten-export": { logLevel: None },
          "ae-missing-release-tag": { logLevel: None },
          // It also asks for a text on each `name` of an error; what counts is read from the page.
          "ae-undocumented": { logLevel: None },
        },
        // The tags are those that editors show, `@default` among them, not TSDoc's.
        tsdocMessageReporting: { default: { logLevel: None } },
        compilerMessageReporting: { default: { logLevel: Failure } },
      },
    },
    configObjectFullPath: path.join(folder, "api-extractor.json"),
    packageJsonFullPath: path.join(folder, "package.json"),
  });
  const problems: string[] = [];
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
      if (counts(message)) problems.push(lineOf(message, folder));
    },
  });
  const report = readFileSync(path.join(scratch, page), "utf8");
  for (const [, name = ""] of report.matchAll(undocumented)) {
    problems.push(`${entry}: ${name} is exported without a docstring`);
  }
  return { report, problems };
}

const undocumented = /^\/\/ @\w+ \(undocumented\)\nexport (?:declare |abstract )*\w+ ([\w$]+)/gm;

/** As tsconfig.base.json has it, for declarations alone. */
const compilerOptions = {
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
};

function counts({ category, logLevel }: ExtractorMessage): boolean {
  return (
    category !== ExtractorMessageCategory.Console && (logLevel === Warning || logLevel === Failure)
  );
}

function lineOf(
  { text, sourceFilePath, sourceFileLine }: ExtractorMessage,
  folder: string,
): string {
  const place = sourceFilePath === undefined ? "" : path.relative(folder, sourceFilePath);
  return `${place}:${sourceFileLine ?? 0}: ${text}`;
}
