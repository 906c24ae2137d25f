/** The package's own version, as its `User-Agent` names it; a test holds it equal to package.json. */
export const version = "0.1.0";
