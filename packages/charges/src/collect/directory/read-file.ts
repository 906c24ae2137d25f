import { readFile } from "node:fs/promises";
import { StoreError } from "../store-error.js";

/** A file's text; undefined if there is none. @throws StoreError if it can't be read */
export async function readText(file: string): Promise<string | undefined> {
  return (await readBytes(file))?.toString("utf8");
}

/** A file's bytes; undefined if there is none. @throws StoreError if it can't be read */
export async function readBytes(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new StoreError(`${file} can't be read (${code}).`, error, "account");
  }
}

/** What a file, or a line of it, must be. */
export interface Shape<T> {
  /** `a revision` */
  readonly title: string;
  readonly matches: (value: unknown) => value is T;
  /** Only a backup has it: collecting again doesn't bring it back. */
  readonly isIrreplaceable?: true;
}

/**
 * Parses JSON that the store wrote.
 * @throws StoreError if it is anything else; accounts that don't need the file can still be stored
 */
export function parseAs<T>(shape: Shape<T>, file: string, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw damaged(file, "isn't JSON", shape, error);
  }
  if (shape.matches(value)) return value;
  throw damaged(file, `isn't ${shape.title}`, shape);
}

/** What to do about a file that isn't as it was written. */
export function damaged(
  file: string,
  problem: string,
  { isIrreplaceable }: Pick<Shape<unknown>, "isIrreplaceable"> = {},
  cause?: unknown,
): StoreError {
  const otherwise = isIrreplaceable ? "" : ", or remove it and collect again";
  return new StoreError(
    `${file} ${problem}; restore it from a backup${otherwise}.`,
    cause,
    "account",
  );
}

type Fields = Readonly<Record<string, unknown>>;

/** The members of an untrusted object; none if it isn't one. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};

export const areTexts = (...values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === "string");

export const areNumbers = (...values: readonly unknown[]): boolean =>
  values.every((value) => Number.isInteger(value));

/** Whether a value has what identifies a partition. */
export function hasKey(value: unknown): boolean {
  const { vendor, accountId, view, billingPeriodStart } = fieldsOf(value);
  return areTexts(vendor, accountId, view, billingPeriodStart);
}
