import type { Answer } from "./message.js";

export function isGatewayForm(form: string | undefined): boolean {
  return form === "html" || form === "empty";
}

/** The response of a gateway in front of the service: a page, or only a status. */
export function gatewayForm(form: string, status: number): Answer {
  if (form !== "html") return { status, text: "" };
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    text:
      "<!doctype html>\n<html><head><title>Service unavailable</title></head>" +
      "<body><h1>Service unavailable</h1><p>Try again later.</p></body></html>\n",
  };
}
