import path from "node:path";
import { fillPage, markdownTable } from "../common/markdown.js";
import { optionsOf, viewsOf } from "./charges.js";
import type { CheckedContract } from "./check.js";
import { formatFile } from "./format.js";
import { readConnect } from "./traits/connect.js";

export const credentialsPage = "docs/credentials.md";

/** The guide to credentials, with a table of every vendor's options and their variables. */
export function credentialsText(
  page: string,
  root: string,
  contracts: readonly CheckedContract[],
): Promise<string> {
  const head = ["vendor", "credential", "region and addresses", "of its charges"];
  const table = markdownTable([head, ...contracts.map(rowOf)]);
  const filled = fillPage(page, credentialsPage, "npm run generate", table);
  return formatFile(path.join(root, credentialsPage), filled);
}

function rowOf({ vendor, contract, service }: CheckedContract): string[] {
  const { title, parts, addresses } = readConnect(contract, service, vendor);
  const places = Object.entries(addresses).map(([option, environment]) => ({
    option,
    environment,
  }));
  return [title, listed(parts), listed(places), listed(optionsOf(viewsOf(contract)))];
}

/** `option`: `VARIABLE` */
function listed(options: readonly { option: string; environment?: string | undefined }[]): string {
  const cells = options.map(({ option, environment }) =>
    environment ? `\`${option}\`: \`${environment}\`` : `\`${option}\``,
  );
  return cells.length === 0 ? "-" : cells.join("<br>");
}
