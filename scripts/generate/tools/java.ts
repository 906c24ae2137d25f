import path from "node:path";
import { UserError } from "../../common/user-error.js";
import { run } from "../../common/run.js";

const oldest = 11;

/**
 * The environment that selects `java`: the one in `JAVA_HOME`, else the one on the PATH. The
 * generator's wrapper itself reads only the PATH.
 */
export function javaEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const home = env.JAVA_HOME;
  if (!home) return env;
  return {
    ...env,
    PATH: [path.join(home, "bin"), env.PATH].filter(Boolean).join(path.delimiter),
  };
}

/** @throws {UserError} Java is missing, or too old for the generator. */
export async function checkJava(root: string): Promise<void> {
  const home = process.env.JAVA_HOME;
  const command = home ? path.join(home, "bin", "java") : "java";
  const advice = `install Java ${oldest} or newer and put it on the PATH, or set JAVA_HOME`;
  const finished = await run(command, ["-version"], { cwd: root, timeoutMs: 30_000 });
  if (finished.code !== 0) {
    const where = home ? "in JAVA_HOME (bin/java)" : "on the PATH";
    throw new UserError(`no working Java was found ${where}; ${advice}`);
  }
  const version = javaVersion(finished.output);
  if (version === undefined || version < oldest) {
    throw new UserError(
      `Java ${version ?? "of unknown version"} is too old for the OpenAPI generator; ${advice}`,
    );
  }
}

/** The major version in what `java -version` prints: 8 for "1.8.0_292", 17 for "17.0.15". */
export function javaVersion(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match ? Number(match[1]) : undefined;
}
