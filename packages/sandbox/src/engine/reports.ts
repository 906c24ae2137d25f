import type { FaultTarget, OwnKind } from "./fault.js";
import { dig, text, type Json, type JsonObject } from "./json.js";
import type { Answer, SandboxRequest } from "./message.js";
import { putAt } from "./put-at.js";
import type { ReportTrait } from "./report-traits.js";
import { Seeded } from "./seeded.js";
import type { Beside, Call, Handler, World } from "./vendor.js";

/** A report that a request has started. */
export interface StartedReport {
  readonly id: string;
  /** The starting operation's id. */
  readonly operation: string;
  /** Number of requests that read it. */
  polls: number;
}

/** A fault of reports that are served from a contract's traits. */
export type ReportFault = FaultTarget &
  (
    | /** The report has this status and message. */ {
        readonly kind: "report-status";
        readonly status: string;
        readonly message?: string | undefined;
      }
    | /** The report stays pending. */ {
        readonly kind: "report-unfinished";
      }
    | /** All reports are gone. */ { readonly kind: "report-expired" }
    | /** The files of a complete report are at this address. */ {
        readonly kind: "report-download";
        readonly address: string;
      }
  );

/** The fields that reports add to a vendor's state. */
export const reportFields = {
  reports: {
    type: "array",
    default: [],
    items: {
      type: "object",
      additionalProperties: false,
      required: ["id", "operation", "polls"],
      properties: {
        id: { type: "string", minLength: 1 },
        operation: { type: "string" },
        polls: { type: "integer", minimum: 0 },
      },
    },
  },
} satisfies JsonObject;

/** The most reports that are stored; the oldest are dropped first. */
const keptReports = 200;
const downloadPath = "/_downloads/";
const statusPath = "/_reports/";
const retryAfter = { "retry-after": "1" };

/** The operation that faults of a report affect. */
const readingOperation = ({ form, start, read }: ReportTrait): string =>
  read ?? (form === "location" ? `${start} status` : start);

interface Setting {
  readonly name: string;
  readonly world: World;
  readonly traits: readonly ReportTrait[];
  /** Handlers that return generated data. */
  readonly samples: Readonly<Record<string, Handler>>;
  /** By operationId, the arguments in the sandbox's handle. */
  readonly known: Readonly<Record<string, JsonObject>>;
  /** Header names, in lower case, that carry credentials. */
  readonly credentialHeaders: readonly string[];
  reports(): StartedReport[];
  /** The response for a report that doesn't exist. */
  missing(call: Call, operationId: string, status: number): Answer;
}

/** Serves the reports of a contract, by its traits: pending for some polls, then complete. */
export class ContractReports {
  constructor(private readonly setting: Setting) {}

  get handlers(): Record<string, Handler> {
    const handlers: Record<string, Handler> = {};
    for (const trait of this.setting.traits) {
      handlers[trait.start] = (call) => this.#start(trait, call);
      if (trait.read === undefined) continue;
      const { read, parameter } = trait;
      handlers[read] = (call) =>
        this.#read(trait, call, call.path[parameter] ?? call.query.text(parameter) ?? "");
    }
    return handlers;
  }

  /** The faults that they support. */
  get faultKinds(): Record<string, OwnKind> {
    const operations = this.setting.traits.map(readingOperation);
    if (operations.length === 0) return {};
    return {
      "report-status": {
        operations,
        required: ["status"],
        properties: { status: { type: "string", minLength: 1 }, message: { type: "string" } },
      },
      "report-unfinished": { operations },
      "report-expired": { operations },
      "report-download": {
        operations,
        required: ["address"],
        properties: { address: { type: "string" } },
      },
    };
  }

  /** Serves addresses that the contract doesn't have: of statuses, and of files, which take no credential. */
  beside(request: SandboxRequest): Beside | undefined {
    const { path } = request;
    const [, file = "", part = ""] = /^\/_downloads\/([^/]+)\/(\d+)$/.exec(path) ?? [];
    if (file) return { isOpen: true, handle: () => this.#file(request, file, part) };
    const trait = this.setting.traits.find((each) => each.form === "location" && !each.read);
    if (!trait || !path.startsWith(statusPath) || request.method !== "GET") return undefined;
    return {
      operationId: readingOperation(trait),
      isOpen: false,
      handle: (call) => this.#read(trait, call, path.slice(statusPath.length)),
    };
  }

  #start(trait: ReportTrait, call: Call): Answer {
    const { form, start } = trait;
    if (form === "repeat") {
      this.#add(call.address, start);
      return this.#read(trait, call, call.address);
    }
    const random = new Seeded(this.setting.world.seed, this.setting.name, start, call.requestId);
    if (form === "job") {
      const answer = this.#sample(start, call);
      if (!("json" in answer)) return answer;
      const isNumber = typeof dig(answer.json, ...trait.id.slice(1).split("/")) === "number";
      const own = isNumber ? random.integer(1, 1_000_000_000) : random.uuid();
      this.#add(String(own), start);
      return { ...answer, json: putAt(answer.json, trait.id, own) };
    }
    const id = random.uuid();
    this.#add(id, start);
    const address = call.origin + this.#statusPath(trait, call, id);
    const [, query] = call.address.split("?");
    const headers = { [trait.location]: query ? `${address}?${query}` : address, ...retryAfter };
    return { status: 202, text: "", headers };
  }

  /** The path of the status: the reading operation's, with the arguments of the start. */
  #statusPath({ readPath, parameter }: ReportTrait, { path }: Call, id: string): string {
    if (!readPath) return statusPath + id;
    return readPath.replace(/\{([^{}]*)\}/g, (_, name: string) =>
      encodeURIComponent(name === parameter ? id : (path[name] ?? "")),
    );
  }

  #add(id: string, operation: string): void {
    const reports = this.setting.reports();
    if (reports.some((each) => each.id === id && each.operation === operation)) return;
    reports.push({ id, operation, polls: 0 });
    if (reports.length > keptReports) reports.shift();
    this.setting.world.changed();
  }

  #read(trait: ReportTrait, call: Call, id: string): Answer {
    const { world, known } = this.setting;
    const { start, read = start, form, states, status } = trait;
    const { fault } = call;
    const kind = text(fault, "kind");
    const reports = this.setting.reports();
    if (kind === "report-expired") reports.splice(0);
    const report = reports.find((each) => each.id === id && each.operation === start);
    const isSample = known[read]?.[trait.parameter] === id && form !== "repeat";
    if (!report && !isSample) return this.setting.missing(call, read, trait.expired);
    if (report) report.polls += 1;
    world.changed();
    const isPending =
      kind === "report-unfinished" || (report !== undefined && report.polls <= world.reportPolls);
    const own = kind === "report-status" ? text(fault, "status") : undefined;
    // Without a status in the response, the HTTP status is the report's.
    if (status === undefined && isPending && own === undefined)
      return { status: 202, text: "", headers: retryAfter };
    const answer = this.#sample(read, call);
    if (!("json" in answer)) return answer;
    const state = own ?? (isPending ? states.pending : states.complete);
    const isComplete = state === states.complete;
    const message = text(fault, "message") ?? "The report can't be created.";
    const entries: [string | undefined, Json][] = [
      [status, state],
      [own === undefined ? undefined : trait.message, message],
      [isComplete ? trait.downloads : undefined, text(fault, "address") ?? this.#address(call, id)],
    ];
    const json = entries.reduce<Json>(
      (made, [at, value]) => (at === undefined ? made : putAt(made, at, value)),
      answer.json,
    );
    return { ...answer, json };
  }

  #sample(operationId: string, call: Call): Answer {
    const { samples } = this.setting;
    return samples[operationId]?.(call) ?? { status: 500, text: "" };
  }

  #address({ origin }: Call, id: string): string {
    const file = encodeURIComponent(id);
    return `${origin}${downloadPath}${file}/1?sig=${this.#signature(file)}`;
  }

  #signature(file: string): string {
    return new Seeded(this.setting.world.seed, "download", file).hex(32);
  }

  /** Like file stores, rejects a request that has a credential in addition to its signature. */
  #file({ headers, query }: SandboxRequest, file: string, part: string): Answer {
    const credential = this.setting.credentialHeaders.find((name) => headers[name] !== undefined);
    if (credential) return { status: 400, text: `A signed address doesn't accept ${credential}.` };
    if (new URLSearchParams(query).get("sig") !== this.#signature(file))
      return { status: 403, text: "The signature is wrong." };
    const random = new Seeded(this.setting.world.seed, "file", file, part);
    const rows = Array.from(
      { length: 5000 },
      (_, index) => `${index + 1},${random.integer(1, 9999)}`,
    );
    const body = ["row,quantity", ...rows, ""].join("\n");
    return { status: 200, text: body, headers: { "content-type": "text/csv" } };
  }
}
