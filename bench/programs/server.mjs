/**
 * The service of a benchmark, in a process of its own: answers as the sandbox did, without its work.
 * Arguments: the file of answers. Says its port; ends when its parent does.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import process from "node:process";

const answers = JSON.parse(readFileSync(process.argv[2], "utf8"));
const bodies = Object.values(answers).map(({ path, body }) => [path, Buffer.from(body)]);

const server = createServer(({ url = "" }, response) => {
  const body = bodies.find(([path]) => url.startsWith(path))?.[1];
  if (body === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": body.length,
  });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.once("disconnect", () => process.exit(0));
