import type { FaultTarget } from "../../engine/fault.js";
import type { Answer } from "../../engine/message.js";
import { Schemas } from "../../engine/schemas.js";
import { Slot } from "../../engine/slot.js";
import type { ContractAccess } from "../../engine/contract-vendor.js";
import type { Call, Handler, Vendor, World } from "../../engine/vendor.js";
import { openActions } from "./actions.js";
import { checkState } from "./check.js";
import { badParameter, errorForms, periodNotFound, refuse, trustorNotFound } from "./errors.js";
import { makeState } from "./make.js";
import { advanceTrustor } from "./overview.js";
import { Reports } from "./report.js";
import { stateSchema, type GenesysCloudOrganization, type GenesysCloudState } from "./state.js";
import { Login } from "./tokens.js";
import { listTrustors } from "./trustors.js";

/** How to reach the Genesys Cloud sandbox. */
export interface GenesysCloudAccess extends ContractAccess {
  /** The same origin as `baseUrl`: tokens come from `<loginUrl>/oauth/token`. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The first trustor. */
  readonly trustorOrgId: string;
}

/** Faults of usage reports. */
export type GenesysCloudFault = FaultTarget &
  (
    | /** The report is in a status of this name. */ {
        readonly kind: "report-status";
        readonly status: string;
      }
    | /** The report is in progress, however long it is waited for. */ {
        readonly kind: "report-unfinished";
      }
  );

const faultKinds = {
  "report-status": {
    operations: ["getBillableUsage"],
    required: ["status"],
    properties: { status: { type: "string", minLength: 1 } },
  },
  "report-unfinished": { operations: ["getBillableUsage"] },
};

export const genesysCloud: Vendor<GenesysCloudAccess> = {
  open({ document, world, given, at }) {
    const schemas = Schemas.of(document);
    const slot = new Slot<GenesysCloudState>(
      {
        read: schemas.reader(stateSchema),
        make: makeState,
        check: checkState,
        advance: ({ organizations }) => {
          for (const trustor of organizations.flatMap(({ trustors }) => trustors)) {
            advanceTrustor(world, trustor);
          }
        },
      },
      world,
      at,
      given,
    );
    const login = new Login(world, slot);
    const first = () => {
      const [organization] = slot.state.organizations;
      const { clientId = "", clientSecret = "" } = organization?.clients[0] ?? {};
      return { clientId, clientSecret, trustorOrgId: organization?.trustors[0]?.id ?? "" };
    };
    return {
      name: "genesys-cloud",
      slot,
      operations: operations(world, slot, login),
      routes: { "POST /oauth/token": (request) => login.grant(request) },
      actions: openActions(slot, schemas),
      faultKinds,
      errorForms,
      requestsPerMinute: 300,
      permissionsOf: (token) => login.holderOf(token)?.client.permissions,
      expire: (token) => {
        login.expire(token);
      },
      refuse,
      access: (origin) => ({
        baseUrl: origin,
        loginUrl: origin,
        ...first(),
        credential: login.lastingToken,
        arguments: {
          getBillableUsage: { startDate: "2026-06-01T00:00:00Z", endDate: "2026-06-30T23:59:59Z" },
          getTrusteeBillingOverview: { trustorOrgId: first().trustorOrgId },
          listTrustors: {},
        },
      }),
      environment: (origin) => ({
        GENESYSCLOUD_OAUTHCLIENT_ID: first().clientId,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: first().clientSecret,
        GENESYSCLOUD_BASE_URL: origin,
        GENESYSCLOUD_LOGIN_URL: origin,
      }),
    };
  },
};

function operations(
  world: World,
  slot: Slot<GenesysCloudState>,
  login: Login,
): Record<string, Handler> {
  const reports = new Reports(world, slot);
  /** A handler for the organization of the request's token. */
  const ofOrganization =
    (handle: (organization: GenesysCloudOrganization, call: Call) => Answer): Handler =>
    (call) => {
      const holder = login.holderOf(call.credential);
      return holder
        ? handle(holder.organization, call)
        : refuse({ kind: "bad-credential" }, call.requestId);
    };
  return {
    getBillableUsage: ofOrganization((organization, call) => reports.answer(organization, call)),
    getTrusteeBillingOverview: ofOrganization(trusteeOverview),
    listTrustors: ofOrganization(({ trustors }, call) => listTrustors(trustors, call)),
  };
}

function trusteeOverview(
  { trustors }: GenesysCloudOrganization,
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
  const period = trustor.periods[index];
  if (!period) return periodNotFound(index, requestId);
  const selfUri = `/api/v2/billing/trusteebillingoverview/${encodeURIComponent(trustor.id)}?billingPeriodIndex=${index}`;
  const { organization, usages, ...overview } = period;
  return {
    status: 200,
    json: {
      ...overview,
      organization: { ...organization },
      usages: usages.map((usage) => ({ ...usage })),
      selfUri,
    },
  };
}
