/** Answers over loopback in its own process. Argument: the file of answers. Sends its port. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import process from "node:process";

const answers = Object.values(JSON.parse(readFileSync(process.argv[2], "utf8")));
const bodies = answers.map(({ path, body }) => [path, Buffer.from(body)]);

const server = createServer(({ url = "" }, response) => {
  const body = bodies.find(([path]) => url.startsWith(path))?.[1];
  if (body === undefined) {
    response.writeHead(404).end();
    return;
  }
  const headers = { "content-type": "application/json", "content-length": body.length };
  response.writeHead(200, headers).end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.once("disconnect", () => process.exit(0));
