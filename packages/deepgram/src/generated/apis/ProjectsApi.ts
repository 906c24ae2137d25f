// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  type ApiPromise,
  type RequestOptions,
  type OperationDefinition,
} from "@billkit/core/client";
import type { ListProjectsV1Response, paths } from "../schema.js";
import { service, type ServiceOptions } from "../service.js";
import * as shapes from "../shapes.js";

const listProjects: OperationDefinition = {
  id: "listProjects",
  method: "GET",
  path: "/v1/projects",
  parameters: {},
  result: shapes.ListProjectsV1Response,
};

/**
 * The projects that an API key can see; every billing operation takes a project's id.
 */
export class ProjectsApi {
  readonly #client: ServiceClient<paths>;

  /** @param options Options, or a client to share. */
  constructor(options: ServiceOptions | ServiceClient<paths>) {
    this.#client = ServiceClient.of(service, options);
  }

  /**
   * List projects.
   *
   * Lists the projects that the API key can see, with the ids that the billing operations take.
   *
   * `GET /v1/projects`
   *
   * The vendor's reference calls it `manage_v1_projects_list`.
   *
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link ListProjectsV1Response}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The service rejected the request, for example because of a
   *   parameter's value.
   * @throws {AuthenticationError} 401: The API key is missing or invalid, or lacks a permission.
   * @throws {PermissionDeniedError} 403: The API key is valid but lacks the permission,
   *   `billing:read` or `usage:read`.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header isn't guaranteed.
   * @throws {ServerError} 5XX: The service, or a gateway in front of it, failed. The same request
   *   may succeed later.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  listProjects(options?: RequestOptions): ApiPromise<ListProjectsV1Response> {
    return this.#client.call(listProjects, undefined, options);
  }
}
