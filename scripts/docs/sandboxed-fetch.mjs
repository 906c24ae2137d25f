/**
 * Preloaded into a snippet's process: a call to a service's published address goes to the sandbox,
 * with the ids that a reader fills in. BILLKIT_SANDBOXED is `{ origins, ids }`, each from what
 * stands in the snippet to what the sandbox has.
 */
const { origins, ids } = JSON.parse(process.env.BILLKIT_SANDBOXED);
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  const origin = Object.keys(origins).find((published) => request.url.startsWith(`${published}/`));
  if (origin === undefined) return fetch(request);
  const path = request.url.slice(origin.length).replace(/your-\w+/g, (id) => ids[id] ?? id);
  return fetch(new Request(origins[origin] + path, request));
};
