/**
 * The service of a stress run, in a process of its own: answers who asks for the balances of project
 * N with those of project N, except where a fault is due. Sends its port, and at the end what it did.
 */
import { createServer, type ServerResponse } from "node:http";
import { setTimeout } from "node:timers";
import { faultOf, warmUpCalls, type Fault } from "./faults.js";

export type Served = Record<Fault | "requests", number>;

const seed = Number(process.argv[2]);
const served: Served = { requests: 0, reset: 0, stall: 0, refusal: 0 };
const attempts = new Map<number, number>();

function answer(call: number, fault: Fault | undefined, place: number, to: ServerResponse): void {
  const json = { "content-type": "application/json" };
  const body = JSON.stringify({
    balances: [{ balance_id: `${call}`, amount: call, units: "usd", purchase_order_id: "" }],
  });
  if (fault === "refusal") {
    to.writeHead(429, { ...json, ...(place && { "retry-after": "0" }) });
    to.end('{"err_code":"TOO_MANY_REQUESTS","err_msg":"Slow down."}');
  } else if (fault === undefined) {
    to.writeHead(200, json).end(body);
  } else {
    const fail = (): void => {
      if (fault === "reset") to.socket?.resetAndDestroy();
    };
    if (place === 0) {
      fail();
    } else {
      to.writeHead(200, { ...json, "content-length": body.length });
      // After the headers, or in the middle of the body.
      to.write(place === 1 ? " " : body.slice(0, 20), () => setTimeout(fail, 1));
    }
  }
}

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
  answer(call, fault, place, response);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : undefined);
});
process.once("message", () => {
  process.send?.(served);
  server.closeAllConnections();
  server.close();
  process.disconnect();
});
