// What a mutation run takes for the package's tests.
require("../../../scripts/mutation/jest-circus/all-tests.cjs")(__dirname);
