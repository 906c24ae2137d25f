/** What the service answers, each the worst of its kind; gzip makes a few kilobytes of it. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

const mebibyte = 1_048_576;
const balances = (members: string): string => `{"balances":[${members}]}`;
const objects = (count: number): string => "{},".repeat(count).slice(0, -1);

/** One result with the most JSON values that core takes: 524,288, by commas and brackets. */
const countAllowed = 524_288 / 2 - 8;

/** By the path's last part. */
export const answers: Readonly<Record<string, () => Answer>> = {
  "31.9 MiB of {}": () => ({ status: 200, body: balances(objects((31.9 * mebibyte) / 3)) }),
  "most values, {}": () => ({ status: 200, body: balances(objects(countAllowed)) }),
  "most values, distinct keys": () => ({
    status: 200,
    body: balances(Array.from({ length: countAllowed }, (_, at) => `{"k${at}":0}`).join(",")),
  }),
  "error of 31.9 MiB": () => ({ status: 400, body: balances(objects((31.9 * mebibyte) / 3)) }),
  "login, 141 KiB of tokens": () => ({
    status: 400,
    body: Array.from({ length: 6_000 }, (_, at) => `access_token=${at + 100_000}abc`).join("&"),
  }),
};
