import { OpenAPIBackend, type Document, type Operation } from "openapi-backend";
import { parseBody } from "./body.js";
import { clientTraits, withoutClientParameters, type ClientTraits } from "./credentials.js";
import { addFormats } from "./formats.js";
import { dig, isObject, text, type JsonObject } from "./json.js";
import type { Answer, SandboxRequest, SandboxResponse } from "./message.js";
import { describeProblem, findNoNumber } from "./parameter-problem.js";
import { parseQuery, Query } from "./query.js";
import type { ParameterProblem } from "./refusal.js";

/** The security requirements of an operation, as the contract writes them. */
export const methods = ["get", "put", "post", "delete", "patch", "head", "options"];

/** The operation of a contract that a request matches. */
export interface Match {
  readonly operationId: string;
  readonly operation: Operation;
  /** The permissions of which a credential needs one; empty if any valid credential will do. */
  readonly permissions: readonly string[];
  /** Whether it requires no credential. */
  readonly isOpen: boolean;
}

/** More addresses than tests request; at this number the cache is cleared. */
const rememberedMatches = 1_000;

/**
 * An OpenAPI 3.1 document compiled for a running service: routes, validation and service traits.
 */
export class Contract {
  readonly traits: ClientTraits;
  readonly requestIdHeader: string | undefined;
  readonly rateHeaders: Readonly<Record<"count" | "allowed" | "resetSeconds", string | undefined>>;
  static readonly #opened = new WeakMap<JsonObject, Promise<Contract>>();
  readonly #api: OpenAPIBackend;
  /** Cached by method and path, because the router tries all operations each time. */
  readonly #matches = new Map<string, Match>();

  private constructor(document: JsonObject, api: OpenAPIBackend) {
    this.#api = api;
    this.traits = clientTraits(document);
    this.requestIdHeader = text(document, "info", "x-billkit-request-id", "header");
    const rate = dig(document, "info", "x-billkit-rate-headers");
    this.rateHeaders = {
      count: text(rate, "count"),
      allowed: text(rate, "allowed"),
      resetSeconds: text(rate, "resetSeconds"),
    };
  }

  /**
   * Compiled once per document, and shared by all sandboxes of the process.
   * @throws Error if `document` is not an OpenAPI 3.1 document whose operations all have an
   * operationId
   */
  static open(document: JsonObject): Promise<Contract> {
    const opened = this.#opened.get(document) ?? this.#compile(document);
    this.#opened.set(document, opened);
    return opened;
  }

  static async #compile(document: JsonObject): Promise<Contract> {
    if (!isDocument(document)) throw new Error("The contract is not an OpenAPI 3.1 document.");
    const api = new OpenAPIBackend<Document>({
      definition: document,
      // Its own document check supports only OpenAPI 3.0 and would reject 3.1.
      quick: true,
      strict: true,
      coerceTypes: true,
      ignoreTrailingSlashes: false,
      // The quotient of two decimals is rarely an integer: 10156.85 is a multiple of 0.01 all the
      // same.
      // A vendor's own format, such as `uri-map`, needs no warning.
      // The contracts were checked when they were synced, and compiling the meta-schema is slow.
      // Every object inherits a `constructor`, which isn't the field of that name.
      ajvOpts: {
        ...{ allErrors: true, multipleOfPrecision: 7, ownProperties: true },
        ...{ logger: false, validateSchema: false },
      },
      customizeAjv: (ajv) => addFormats(ajv),
    });
    await api.init();
    return new Contract(document, api);
  }

  match(request: SandboxRequest): Match | undefined {
    // The router treats two leading slashes as one.
    if (request.path.startsWith("//") || !isDecodable(request.path)) return undefined;
    const address = `${request.method} ${request.path}`;
    const known = this.#matches.get(address);
    if (known) return known;
    const operation = this.#api.matchOperation(routed(request));
    const match = operation && matchTo(operation);
    if (!match) return undefined;
    if (this.#matches.size >= rememberedMatches) this.#matches.clear();
    this.#matches.set(address, match);
    return match;
  }

  /** The headers of every operation. */
  get operationIds(): readonly string[] {
    const operations = this.#api.router.getOperations();
    return operations.flatMap(({ operationId }) => operationId ?? []);
  }

  /** The methods that the contract has for the request's path, in upper case. */
  allowedMethods(request: SandboxRequest): readonly string[] {
    return methods
      .map((method) => method.toUpperCase())
      .filter((method) => this.match({ ...request, method }) !== undefined);
  }

  /** Validates path and query, applies defaults, and converts numbers and arrays. */
  checkRequest(
    { operation }: Match,
    request: SandboxRequest,
  ): { path: Record<string, string>; query: Query } | { problem: ParameterProblem } {
    const query = withoutClientParameters(this.traits, request.query);
    const sent = routed({ ...request, query });
    const body = parseBody(request, operation);
    const result = this.#api.validator.validateRequest(
      body === undefined ? sent : { ...sent, body },
      operation,
    );
    const [error] = result.errors ?? [];
    if (error) return { problem: describeProblem(error, sent.query) };
    const noNumber = findNoNumber(operation, sent.query);
    if (noNumber) return { problem: noNumber };
    const defaults = (operation.parameters ?? []).flatMap((parameter): [string, unknown][] => {
      const value = dig(parameter, "schema", "default");
      const name = text(parameter, "name");
      return name === undefined || value === undefined ? [] : [[name, value]];
    });
    const coerced = result.coerced?.query;
    return {
      // The router has decoded it; this converts it to a number if the contract declares one.
      path: mapValues(result.coerced?.params ?? {}, String),
      query: new Query({ ...Object.fromEntries(defaults), ...(isObject(coerced) ? coerced : {}) }),
    };
  }

  /** Whether an operation declares a response with this status. */
  declares(operationId: string, status: number): boolean {
    return declaredAnswer(this.#api.router.getOperation(operationId), status) !== undefined;
  }

  /** The media type and schema of the JSON that an operation declares for a status. */
  declaredJson(
    operationId: string,
    status: number,
  ): { mediaType: string; schema: unknown } | undefined {
    const answer = declaredAnswer(this.#api.router.getOperation(operationId), status);
    const content = dig(answer, "content");
    const found = Object.entries(isObject(content) ? content : {}).find(([mediaType]) =>
      /[/+]json$/.test(mediaType),
    );
    return found && { mediaType: found[0], schema: dig(found[1], "schema") };
  }

  /** Whether a response conforms to the contract. */
  accepts(operationId: string, answer: Answer): boolean {
    const operation = this.#api.router.getOperation(operationId);
    const match = operation && matchTo(operation);
    if (!match) return false;
    const body = "json" in answer ? JSON.stringify(answer.json) : answer.text;
    const headers = answer.headers ?? {};
    return this.checkResponse(match, { status: answer.status, headers, body }).length === 0;
  }

  /** The problems of a response that breaks the contract; empty if it conforms. */
  checkResponse({ operation, operationId }: Match, response: SandboxResponse): readonly string[] {
    const answer = declaredAnswer(operation, response.status);
    if (answer === undefined) return [`${operationId}: status ${response.status} is not declared`];
    const declared = dig(answer, "content");
    if (!isObject(declared)) {
      const isEmpty = response.body === "" || response.status >= 400;
      return isEmpty ? [] : [`${operationId} ${response.status}: a body is not declared`];
    }
    const mediaType = (response.headers["content-type"] ?? "").replace(/;.*/, "");
    const place = `${operationId} ${response.status} ${mediaType}`;
    if (declared[mediaType] === undefined) return [`${place}: media type is not declared`];
    if (!/[/+]json$/.test(mediaType)) return [];
    const body: unknown = JSON.parse(response.body);
    const { errors } = this.#api.validator.validateResponse(body, operation, response.status);
    return (errors ?? []).map(
      (e) => `${place}: ${e.instancePath || "/"} ${e.message ?? e.keyword}`,
    );
  }
}

function matchTo(operation: Operation): Match | undefined {
  const { operationId } = operation;
  if (operationId === undefined) return undefined;
  const permissions = dig(operation, "x-billkit-permissions");
  return {
    operationId,
    operation,
    permissions: Array.isArray(permissions) ? permissions.map(String) : [],
    isOpen: isOpen(operation.security ?? []),
  };
}

/** Requirements are alternatives; an empty one requires nothing. */
function isOpen(requirements: readonly object[]): boolean {
  return requirements.length === 0 || requirements.some((each) => Object.keys(each).length === 0);
}

function routed({ method, path, query, headers }: SandboxRequest) {
  return { method, path, headers, query: parseQuery(query) };
}

/** The declaration for this status, for its class (`4XX`), or the default. */
function declaredAnswer(operation: unknown, status: number): unknown {
  const responses = dig(operation, "responses");
  const keys = [String(status), `${String(status).charAt(0)}XX`, "default"];
  return keys.map((key) => dig(responses, key)).find((answer) => answer !== undefined);
}

function mapValues(values: Readonly<Record<string, string>>, change: (value: string) => string) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isDocument(value: unknown): value is Document {
  return (
    (text(value, "openapi")?.startsWith("3.1.") ?? false) &&
    text(value, "info", "title") !== undefined &&
    isObject(dig(value, "paths"))
  );
}
