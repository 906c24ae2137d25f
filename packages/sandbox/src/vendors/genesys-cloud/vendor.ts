import type { Answer } from "../../engine/message.js";
import type { Call, Handler, Vendor, VendorAccess, World } from "../../engine/vendor.js";
import { badParameter, periodNotFound, refuse, trustorNotFound } from "./errors.js";
import { Login } from "./login.js";
import { openTrustors, type TrustorOrganization } from "./organizations.js";
import { overview } from "./overview.js";
import { Reports } from "./report.js";
import { listTrustors } from "./trustors.js";

/** How to reach the Genesys Cloud sandbox. */
export interface GenesysCloudAccess extends VendorAccess {
  /** The same origin as `baseUrl`: tokens come from `<loginUrl>/oauth/token`. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The first of the trustors. */
  readonly trustorOrgId: string;
}

export const genesysCloud: Vendor<GenesysCloudAccess> = {
  open(world) {
    const login = new Login(world);
    const trustors = openTrustors(world.seed);
    const { clientId, clientSecret } = login;
    return {
      name: "genesys-cloud",
      operations: operations(world, trustors),
      routes: { "POST /oauth/token": (request) => login.grant(request) },
      requestsPerMinute: 300,
      accepts: (token) => login.accepts(token),
      refuse,
      access: (origin) => ({
        baseUrl: origin,
        loginUrl: origin,
        clientId,
        clientSecret,
        trustorOrgId: trustors[0]?.id ?? "",
      }),
      environment: (origin) => ({
        GENESYSCLOUD_OAUTHCLIENT_ID: clientId,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: clientSecret,
        GENESYSCLOUD_BASE_URL: origin,
        GENESYSCLOUD_LOGIN_URL: origin,
      }),
    };
  },
};

function operations(
  world: World,
  trustors: readonly TrustorOrganization[],
): Record<string, Handler> {
  const reports = new Reports(world);
  return {
    getBillableUsage: (call) => reports.answer(call),
    getTrusteeBillingOverview: (call) => trusteeOverview(world, trustors, call),
    listTrustors: (call) => listTrustors(trustors, call),
  };
}

function trusteeOverview(
  world: World,
  trustors: readonly TrustorOrganization[],
  { path, query, requestId }: Call,
): Answer {
  const { trustorOrgId = "" } = path;
  const trustor = trustors.find(({ id }) => id === trustorOrgId);
  if (!trustor) return trustorNotFound(trustorOrgId, requestId);
  const index = query.number("billingPeriodIndex") ?? 0;
  if (index < 0) {
    return badParameter(
      {
        parameter: "billingPeriodIndex",
        reason: "value",
        value: String(index),
        message: "must be >= 0",
      },
      requestId,
    );
  }
  if (index >= trustor.periods) return periodNotFound(index, requestId);
  return { status: 200, json: overview(world, trustor, index) };
}
