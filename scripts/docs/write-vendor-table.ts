/** Writes the table of docs/vendors.md: `tsx scripts/docs/write-vendor-table.ts`. */
import { writeFileSync } from "node:fs";
import { pageWithTable, vendorsPage } from "./vendor-table.js";

writeFileSync(vendorsPage, pageWithTable());
