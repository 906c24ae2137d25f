/**
 * For `node --require`: ends this process with SIGKILL at the n-th time it changes something in a
 * folder; BILLKIT_KILL holds `<before|torn> <n> <folder>`. Torn: the n-th change, a text, is half
 * written.
 */
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

const [, how, at, folder] = /^(before|torn) (\d+) (.+)$/.exec(process.env.BILLKIT_KILL);
let changes = 0;

for (const name of ["mkdir", "writeFile", "rename", "rm"]) {
  const original = fs.promises[name];
  fs.promises[name] = async (path, ...rest) => {
    if (String(path).startsWith(folder) && (changes += 1) === Number(at)) {
      if (how === "torn") fs.writeFileSync(path, String(rest[0]).slice(0, 20));
      process.kill(process.pid, "SIGKILL");
    }
    return original(path, ...rest);
  };
}
syncBuiltinESMExports();
