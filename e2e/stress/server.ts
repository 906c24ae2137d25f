/**
 * The service under stress, in its own process: answers project N with a balance N, unless a fault is
 * due. Sends its port; any message then makes it send its counts and exit.
 */
import { createServer, type ServerResponse } from "node:http";
import { faultOf, warmUpCalls, type Fault } from "./faults.js";

export type Served = Record<Fault | "requests", number>;

const seed = Number(process.argv[2]);
const served: Served = { requests: 0, reset: 0, stall: 0, refusal: 0 };
const attempts = new Map<number, number>();
const json = { "content-type": "application/json" };

const server = createServer((request, response) => {
  response.on("error", () => undefined);
  const call = Number(/^\/v1\/projects\/(\d+)\/balances$/.exec(request.url ?? "")?.[1]);
  const attempt = (attempts.get(call) ?? 0) + 1;
  attempts.set(call, attempt);
  const { fault, place } = faultOf(seed, call, attempt);
  if (call >= warmUpCalls) {
    served.requests++;
    if (fault) served[fault]++;
  }
  const body = JSON.stringify({
    balances: [{ balance_id: `${call}`, amount: call, units: "usd", purchase_order_id: "" }],
  });
  if (fault === undefined) response.writeHead(200, json).end(body);
  else if (fault === "refusal") refuse(response, place);
  else fail(response, fault, place, body);
});

function refuse(response: ServerResponse, place: number): void {
  response.writeHead(429, { ...json, ...(place && { "retry-after": "0" }) });
  response.end('{"err_code":"TOO_MANY_REQUESTS","err_msg":"Slow down."}');
}

function fail(response: ServerResponse, fault: "reset" | "stall", place: number, body: string) {
  const reset = (): void => {
    if (fault === "reset") response.socket?.resetAndDestroy();
  };
  if (place === 0) {
    reset();
    return;
  }
  response.writeHead(200, { ...json, "content-length": body.length });
  response.write(place === 1 ? " " : body.slice(0, 20), () => setTimeout(reset, 1));
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : undefined);
});
process.once("message", () => {
  process.send?.(served, () => process.exit(0));
});
process.once("disconnect", () => process.exit(0));
