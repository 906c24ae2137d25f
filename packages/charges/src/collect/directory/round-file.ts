import { rm } from "node:fs/promises";
import path from "node:path";
import type { Instants } from "@billkit/core/charges";
import type { Round } from "../store.js";
import { roundFile } from "./paths.js";
import { areTexts, fieldsOf, parseAs, readText, type Shape } from "./read-file.js";
import { replaceFile } from "./write-file.js";

/** The round that hasn't ended. */
export interface OpenRound extends Omit<Round, "isResumed"> {
  readonly period: Instants;
}

const openRound: Shape<OpenRound> = {
  title: "a round",
  matches(value): value is OpenRound {
    const { id, startedAt, period } = fieldsOf(value);
    const { start, end } = fieldsOf(period);
    return areTexts(id, startedAt, start, end) && !Number.isNaN(Date.parse(String(startedAt)));
  },
};

const fileOf = (root: string): string => path.join(root, roundFile);

export async function readRound(root: string): Promise<OpenRound | undefined> {
  const text = await readText(fileOf(root));
  return text === undefined ? undefined : parseAs(openRound, fileOf(root), text);
}

export async function writeRound(root: string, round: OpenRound): Promise<void> {
  await replaceFile(fileOf(root), `${JSON.stringify(round)}\n`);
}

export async function removeRound(root: string): Promise<void> {
  await rm(fileOf(root), { force: true });
}
