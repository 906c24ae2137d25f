import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { ConnectionError, defaultLayers, logLayer, type Layer } from "../../src/index.js";
import { json } from "../support/service.js";
import { judge } from "./judge.js";
import { fine, fineData, twoBackoffsMs, type Row } from "./row.js";
import { play } from "./run-row.js";
import type { ClientKind } from "./subject.js";

const calm: Row = { id: "calm", server: [fine], outcome: fineData, requests: 1, longestMs: 0 };
const refused = {
  error: "NotFoundError",
  reason: "answered 404: gone",
  fields: { status: 404, attempts: 1, body: "gone" },
};
const gone: Row = { ...calm, server: [{ status: 404, body: "gone" }], outcome: refused };
const down: Row = {
  ...calm,
  server: [{ raw: "", then: "reset" }],
  outcome: {
    error: "ConnectionError",
    reason: "connection failed: {cause}",
    fields: { attempts: 3 },
    cause: /./,
  },
  requests: 3,
  longestMs: twoBackoffsMs,
};
const innermost = (layer: Layer): Partial<Row> => ({
  client: { layers: [...defaultLayers(), layer] },
});
/** Runs the action, then continues. */
const also = (work: () => void): Partial<Row> =>
  innermost((next) => (request, call) => {
    work();
    return next(request, call);
  });

/** The differences found when the row had declared something else. */
const problemsOf = async (
  played: Row,
  declared: Partial<Row>,
  kind?: ClientKind,
): Promise<string> => {
  const declaration = { ...played, ...declared };
  return judge(declaration, await play(played, kind), kind).join("\n");
};

describe("a row that differs from its declaration", () => {
  it.each<[string, Row, Partial<Row>, RegExp]>([
    ["other data", calm, { outcome: { data: { ok: 2 } } }, /^result: .* in \/value\/ok$/],
    ["more data", calm, { outcome: { data: {} } }, /^result: .* in \/value\/ok$/],
    ["an error", calm, { outcome: refused }, /^error: undefined/],
    ["no error", gone, { outcome: fineData }, /^result: [^]* in \/status/],
    ["another class", gone, { outcome: { ...refused, error: "ApiError" } }, /^class: /],
    ["another message", gone, { outcome: { ...refused, reason: "answered 404" } }, /^message: /],
    [
      "an unexpected field",
      gone,
      { outcome: { ...refused, fields: { status: 404, attempts: 1 } } },
      /^fields: .* in \/body$/,
    ],
    [
      "a missing field",
      gone,
      { outcome: { ...refused, fields: { ...refused.fields, code: "A" } } },
      /^fields: .* in \/code$/,
    ],
    ["other headers", gone, { outcome: { ...refused, headers: { a: "b" } } }, /^headers: /],
    ["another cause", down, { outcome: { ...refused, cause: /^EPIPE$/ } }, /^cause: /],
    ["a cause", gone, { outcome: { ...refused, cause: /^EPIPE$/ } }, /^cause: /],
    ["an abort", gone, { outcome: { aborted: true } }, /^result: /],
    ["an error from a user's code", gone, { outcome: { thrown: "N" } }, /^result: /],
    ["more requests", calm, { requests: 0 }, /^requests: 1 instead of 0/],
    ["less time", down, { longestMs: 2000 }, /^took 1500 ms/],
    ["more time", down, { longestMs: 1499 }, /^took 1500 ms/],
    ["other addresses", calm, { sent: ["GET /"] }, /^sent: /],
    ["more clients", calm, { clients: 2 }, /^credentials: 1 instead of 2/],
    ["another number of credential requests", calm, { credentialCalls: 1 }, /^credential calls: 0/],
    ["another kind of clock", calm, { clock: "system" }, /^timers taken: false/],
    ["states", calm, { poll: { states: ["Complete"] } }, /^states: /],
  ])("is reported: %s", async (_, row, declared, line) => {
    expect(await problemsOf(row, {})).toBe("");
    expect(await problemsOf(row, declared)).toMatch(line);
  });
});

describe("what a call leaves behind", () => {
  it.each<[string, Partial<Row>, RegExp]>([
    ["a timer", also(() => setTimeout(() => undefined, 1).unref()), /^timers left: 1/],
    [
      "a sleep",
      innermost((next) => (request, call) => {
        void call.client.clock.sleep(1000);
        return next(request, call);
      }),
      /^sleeps left: 1/,
    ],
    [
      "the credential in an error",
      {
        longestMs: twoBackoffsMs,
        ...innermost(() => (request) => {
          const details = {
            attempts: 1,
            method: request.method,
            path: request.headers.get("authorization"),
          };
          return Promise.reject(new ConnectionError("no", details));
        }),
      },
      /the credential is in: \[.*error: JSON/,
    ],
    [
      "the credential in the log",
      innermost((next) => (request, call) => {
        call.client.logger?.debug?.("sent", { headers: [...request.headers] });
        return next(request, call);
      }),
      /^the credential is in: \[ 'log' \]/,
    ],
    [
      "a request that is never closed",
      {
        server: [{ raw: "", then: "stall" }],
        client: {
          fetch: (input) => {
            fetch(new Request(input).url).catch(() => undefined);
            return Promise.resolve(json({ ok: 1 }));
          },
        },
      },
      /requests left open: 1/,
    ],
  ])("is reported: %s", async (_, row, line) => {
    const played = { ...calm, ...row };
    expect(judge(played, await play(played)).join("\n")).toMatch(line);
  });

  it("is reported: a socket", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const sockets: Socket[] = [];
    const row = { ...calm, ...also(() => sockets.push(connect(port, "127.0.0.1"))) };
    expect(judge(row, await play(row)).join("\n")).toMatch(/^handles left: \[ 'TCPSocketWrap'/);
    for (const socket of sockets) socket.destroy();
    silent.close();
    await once(silent, "close");
  });

  it("is reported: an unhandled rejection", () => {
    // Under Jest it would fail the test itself.
    const script = `
      import { watch } from "./watch.ts";
      const watched = watch();
      Promise.reject(new Error("left"));
      await new Promise((resolve) => setImmediate(resolve));
      process.stdout.write(String((await watched.end(() => Promise.resolve())).unhandled));`;
    const tsx = path.join(__dirname, "../../../../node_modules/.bin/tsx");
    const command = ["--input-type=module", "--eval", script];
    expect(spawnSync(tsx, command, { cwd: __dirname, encoding: "utf8" }).stdout).toBe(
      "Error: left",
    );
  });
});

describe("calls that don't end", () => {
  it("are cut off after the row's time, with nothing left open", async () => {
    const row: Row = { ...calm, server: [{ raw: "", then: "stall" }], longestMs: 5000 };
    const withoutLimits = { ...row, client: { layers: [logLayer] } };
    expect(judge(withoutLimits, await play(withoutLimits))).toEqual(
      expect.arrayContaining(["the calls didn't end within 0 ms"]),
    );
    const plain = await play(row, "openapi-fetch");
    expect(judge(row, plain, "openapi-fetch")).toContain("the calls didn't end within 0 ms");
    expect(plain.left).toMatchObject({ handles: [], timersLeft: 0, unhandled: [] });
  });
});
