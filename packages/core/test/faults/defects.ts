/** Measured defects of the official clients; rows of the table show that Billkit doesn't have them. */
export const defects = [
  "deepgram: a 200 with HTML resolves as data",
  "deepgram: an empty 200 resolves undefined",
  "deepgram: the timeout does not cover a body that stalls",
  "deepgram: a connection reset is not retried",
  "deepgram: abort during backoff is ignored",
  "deepgram: after a network error a timer is left",
  "deepgram: a 502 with broken JSON loses its status",
  "deepgram: an empty project_id is sent as //",
  "deepgram: Retry-After is honoured to 60 s only",
  "genesys: no retry",
  "genesys: no AbortSignal",
  "genesys: no polling",
  "genesys: no token renewal",
  "genesys: a refresh after a 401 still rejects",
  "genesys: a 429 rejects with a plain object",
  "genesys: an empty 503 rejects with undefined",
  "genesys: a missing parameter throws a string, synchronously",
  "genesys: two clients in one process collide",
] as const;

export type Defect = (typeof defects)[number];
