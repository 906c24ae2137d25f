/**
 * What the official clients were measured to do wrong, and what shows that it is otherwise here: rows
 * of this table that name the defect, or the test of that name in another package.
 */
export const defects = {
  "deepgram: a 200 with HTML resolves as data": "rows",
  "deepgram: an empty 200 resolves undefined": "rows",
  "deepgram: the timeout does not cover a body that stalls": "rows",
  "deepgram: a connection reset is not retried": "rows",
  "deepgram: abort during backoff is ignored": "rows",
  "deepgram: after a network error a timer is left": "rows",
  "deepgram: a 502 with broken JSON loses its status": "rows",
  "deepgram: an empty project_id is sent as //": "rows",
  "deepgram: Retry-After is honoured to 60 s only": "rows",
  "deepgram: nullable fields are typed without null": "packages/deepgram/test/types.test.ts",
  "genesys: no retry": "rows",
  "genesys: no AbortSignal": "rows",
  "genesys: no polling": "rows",
  "genesys: no token renewal": "rows",
  "genesys: a refresh after a 401 still rejects": "rows",
  "genesys: a 429 rejects with a plain object": "rows",
  "genesys: an empty 503 rejects with undefined": "rows",
  "genesys: a missing parameter throws a string, synchronously": "rows",
  "genesys: two clients in one process collide": "rows",
  "genesys: no pagination": "packages/billkit/test/trustee-overviews.test.ts",
  "genesys: enums are plain strings": "packages/genesys-cloud/test/types.test.ts",
} as const;

/** A defect that rows show. */
export type Defect = {
  [Name in keyof typeof defects]: (typeof defects)[Name] extends "rows" ? Name : never;
}[keyof typeof defects];
