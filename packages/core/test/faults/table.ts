import { aborts } from "./aborts.js";
import { bodies } from "./bodies.js";
import { connections } from "./connections.js";
import { credentials } from "./credentials.js";
import { errorBodies } from "./error-bodies.js";
import { framing } from "./framing.js";
import { hooks } from "./hooks.js";
import { mismatches } from "./mismatches.js";
import { polls } from "./polls.js";
import { rateLimits } from "./rate-limits.js";
import { redirects } from "./redirects.js";
import type { Row } from "./row.js";
import { statuses } from "./statuses.js";

/** The fault table, by the part that fails. */
export const groups: Readonly<Record<string, readonly Row[]>> = {
  statuses,
  bodies,
  mismatches,
  errorBodies,
  connections,
  framing,
  redirects,
  rateLimits,
  credentials,
  aborts,
  hooks,
  polls,
};

export const rows: readonly Row[] = Object.values(groups).flat();
