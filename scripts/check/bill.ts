import { output, type Step } from "./step.js";

const widest = 80;

/** Both bills in a pipe: plain lines that fit a terminal. */
export const billInPipe: Step = {
  id: "start",
  title: "npm start, in a pipe",
  run: async (place) => {
    const { code, text } = await output(place, "npm", ["start", "--silent"]);
    if (code !== 0) return "npm start failed";
    return wrongInBill(text);
  },
};

/** Both bills as one document. */
export const billAsJson: Step = {
  id: "start-json",
  title: "npm start -- --json",
  run: async (place) => {
    const { code, text } = await output(place, "npm", ["start", "--silent", "--", "--json"]);
    if (code !== 0) return "npm start -- --json failed";
    return wrongInDocument(text);
  },
};

export function wrongInBill(text: string): string | undefined {
  if (text.includes("\u001b")) return "colours in a pipe";
  const wide = text.split("\n").find((line) => line.length > widest);
  if (wide !== undefined) return `more than ${widest} columns: ${wide}`;
  const missing = ["Deepgram", "Genesys Cloud"].find((name) => !text.includes(name));
  return missing === undefined ? undefined : `no ${missing}`;
}

interface Bills {
  readonly errors?: readonly unknown[];
  readonly deepgram?: { readonly projects?: readonly unknown[] };
  readonly genesysCloud?: { readonly trustors?: readonly unknown[] };
}

export function wrongInDocument(text: string): string | undefined {
  let bills: Bills;
  try {
    bills = JSON.parse(text) as Bills;
  } catch {
    return "stdout is not one JSON document";
  }
  if (bills.errors?.length !== 0) return "the document tells of errors";
  if (!bills.deepgram?.projects?.length) return "no project of Deepgram";
  if (!bills.genesysCloud?.trustors?.length) return "no customer of Genesys Cloud";
  return undefined;
}
