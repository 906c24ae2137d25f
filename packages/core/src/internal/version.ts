/** The package's own version, as in its `User-Agent`; a test compares it with package.json. */
export const version = "0.1.0";
