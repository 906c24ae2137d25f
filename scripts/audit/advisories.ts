import { run } from "../generate/tools/run.js";

export type Severity = "info" | "low" | "moderate" | "high" | "critical";
const severities: readonly Severity[] = ["info", "low", "moderate", "high", "critical"];

export interface Advisory {
  readonly name: string;
  readonly severity: Severity;
  /** The versions that it concerns. */
  readonly range: string;
  readonly titles: readonly string[];
}

/** What the registry says of what one lock file installs, or why it said nothing. */
export type Answer =
  | { readonly told: true; readonly advisories: readonly Advisory[] }
  | { readonly told: false; readonly reason: string };

interface Report {
  readonly vulnerabilities?: Readonly<
    Record<
      string,
      {
        readonly severity: Severity;
        readonly range: string;
        readonly via: readonly (string | { readonly title: string })[];
      }
    >
  >;
  readonly message?: string;
  readonly error?: { readonly summary?: string };
}

/**
 * Asks the registry that npm is set to, as `npm audit` does.
 * @param folder holds the lock file
 * @param least what is milder is left out
 */
export async function audit(
  folder: string,
  { production, least, env }: { production: boolean; least: Severity; env?: NodeJS.ProcessEnv },
): Promise<Answer> {
  const args = ["audit", "--json", "--package-lock-only", ...(production ? ["--omit=dev"] : [])];
  const { output, failure } = await run("npm", args, {
    cwd: folder,
    env: { ...(env ?? process.env), npm_config_loglevel: "silent" },
  });
  if (failure !== undefined) return { told: false, reason: `npm audit could not run: ${failure}` };
  const report = read(output);
  // An exit of 1 is both: something was found, or nothing could be asked.
  if (report?.vulnerabilities === undefined) {
    const said = report?.message ?? report?.error?.summary ?? output;
    const [reason = ""] = said
      .replace(/https?:\/\/\S+/g, "the registry")
      .trim()
      .split("\n");
    return { told: false, reason: reason || "npm audit said nothing" };
  }
  const advisories = Object.entries(report.vulnerabilities)
    .filter(([, { severity }]) => severities.indexOf(severity) >= severities.indexOf(least))
    .map(([name, { severity, range, via }]) => ({
      name,
      severity,
      range,
      titles: via.map((each) => (typeof each === "string" ? `through ${each}` : each.title)),
    }));
  return { told: true, advisories };
}

function read(output: string): Report | undefined {
  try {
    return JSON.parse(output) as Report;
  } catch {
    return undefined;
  }
}
