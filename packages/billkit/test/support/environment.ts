import { afterEach, beforeEach } from "@jest/globals";

/** Clears the variables that billkit reads before and after each test of the file. */
export function cleanEnvironment(): void {
  const clear = (): void => {
    for (const name of Object.keys(process.env)) {
      if (/^(DEEPGRAM|GENESYSCLOUD)_/.test(name)) Reflect.deleteProperty(process.env, name);
    }
  };
  beforeEach(clear);
  afterEach(clear);
}
