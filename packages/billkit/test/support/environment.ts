import { afterEach, beforeEach } from "@jest/globals";

/** Each test of the file starts with none of the variables that billkit reads, and leaves none. */
export function cleanEnvironment(): void {
  const clear = (): void => {
    for (const name of Object.keys(process.env)) {
      if (/^(DEEPGRAM|GENESYSCLOUD)_/.test(name)) Reflect.deleteProperty(process.env, name);
    }
  };
  beforeEach(clear);
  afterEach(clear);
}
