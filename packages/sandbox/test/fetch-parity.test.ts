import { describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import { reach, ways } from "./support/faulty.js";

/** A body that is sent in pieces. */
function streamed(start: (controller: ReadableStreamDefaultController<Uint8Array>) => void) {
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    body: new ReadableStream<Uint8Array>({ start }),
    duplex: "half",
  };
  return init;
}

describe.each(ways)("standard fetch behaviour, %s", (_way, open) => {
  const { add, deepgram, sandbox } = reach(open);
  const to = (location: string, status = 302) => {
    add({ kind: "status", status, count: 1, headers: { location } });
  };
  const here = ({ url }: Response) => url.replace(sandbox().deepgram.baseUrl, "");

  it("sets the response's url", async () => {
    const response = await deepgram("/v1/projects#fragment");
    expect([here(response), response.redirected]).toEqual(["/v1/projects", false]);
  });

  it("follows a redirect, unless the request forbids it", async () => {
    to("/v1/projects");
    const followed = await deepgram("/v1/nowhere");
    expect([here(followed), followed.redirected]).toEqual(["/v1/projects", true]);
    expect(followed.status).toBe(200);
    to("/v1/projects");
    const kept = await deepgram("/v1/nowhere", { redirect: "manual" });
    expect([kept.status, kept.headers.get("location")]).toEqual([302, "/v1/projects"]);
    to("/v1/projects");
    await expect(deepgram("/v1/nowhere", { redirect: "error" })).rejects.toMatchObject({
      message: "fetch failed",
      cause: { message: "unexpected redirect" },
    });
  });

  it.each([
    [301, "POST", "GET", ""],
    [302, "PUT", "PUT", "1"],
    [303, "PUT", "GET", ""],
    [307, "POST", "POST", "1"],
    [308, "PATCH", "PATCH", "1"],
  ])("after a redirect of %i makes %s a %s", async (status, method, then, body) => {
    to("/v1/elsewhere", status);
    add({ kind: "status", status: 307, count: 1, headers: { location: "/v1/projects" } });
    const response = await deepgram("/v1/nowhere", { method, body: "1" });
    expect(response.status).toBe(then === "GET" ? 200 : 405);
    if (body !== "") expect(await response.text()).toContain(`${then} is not among GET`);
  });

  it("sends no credential to another origin, and stops an endless redirect", async () => {
    to(`${sandbox().genesysCloud.baseUrl}/api/v2/orgauthorization/trustors`);
    const response = await deepgram();
    expect(dig(await response.json(), "code")).toBe("authentication.required");
    add({ kind: "status", status: 302, headers: { location: "/v1/projects" } });
    await expect(deepgram()).rejects.toMatchObject({
      cause: { message: "redirect count exceeded" },
    });
  });

  it("aborts while an endless body is sent, with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const init = streamed((body) => {
      body.enqueue(new Uint8Array([97]));
    });
    const answer = deepgram("/v1/projects", { ...init, signal: controller.signal });
    setImmediate(() => {
      controller.abort(reason);
    });
    await expect(answer).rejects.toBe(reason);
    expect((await deepgram()).status).toBe(200);
  });

  it("rejects as for a connection failure if the request body fails", async () => {
    const init = streamed((body) => {
      body.error(new Error("mine"));
    });
    await expect(deepgram("/v1/projects", init)).rejects.toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { message: "mine" },
    });
  });
});
