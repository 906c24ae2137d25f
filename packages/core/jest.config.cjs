// Not the usual one of build machines, GMT, in which a date read as local time goes unnoticed.
process.env.TZ = "America/St_Johns";

module.exports = require("../../jest.preset.cjs");
