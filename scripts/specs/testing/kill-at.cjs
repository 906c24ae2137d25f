/**
 * For `node --require`: ends this process with SIGKILL before its n-th rename; BILLKIT_KILL is n.
 * Every write of a file ends with a rename.
 */
const fs = require("node:fs");

const original = fs.rename;
let renames = 0;
fs.rename = (...args) => {
  if ((renames += 1) === Number(process.env.BILLKIT_KILL)) process.kill(process.pid, "SIGKILL");
  original(...args);
};
