// Generated from the contract, do not edit: change the contract, then `npm run generate`.
/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- openapi-typescript writes maps so */

/** Operations by path and method, for `rawClient`. */
export interface paths {
  "/api/v2/billing/reports/billableusage": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a report of billable usage
     * @description Reports what the organization has used in a period: licences, devices and resources. The first request starts the report and returns 200 with the status `InProgress`; the same request returns the report once it is ready. There is no job id and no documented maximum wait. The content of an `InProgress` report isn't final.
     */
    get: operations["getBillableUsage"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v2/billing/trusteebillingoverview/{trustorOrgId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the billing overview of a customer
     * @description Gets the overview of one customer's bill in one billing period, for the customer's partner. Prices are before tax. Voice and bring-your-own-carrier charges aren't included, so the invoice can be higher.
     */
    get: operations["getTrusteeBillingOverview"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v2/orgauthorization/trustors": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the organizations that trust this one
     * @description Lists, page by page, the organizations that have given this one access, such as the customers of a partner. `getTrusteeBillingOverview` takes their ids.
     */
    get: operations["listTrustors"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
/** The contract's schemas by name. */
export interface components {
  schemas: {
    /** @description Usage of one item that is billed by usage, such as a kind of licence. */
    BillingUsage: {
      /** @description What was used. */
      name: string;
      /** @description The resources that were used. */
      resources: components["schemas"]["BillingUsageResource"][];
      /** @description Quantity used, as a decimal string, in the unit that `name` implies. */
      totalUsage: string;
    };
    /** @description What an organization has used in a period. */
    BillingUsageReport: {
      /**
       * Format: date-time
       * @description End of the period, as a date and time in UTC.
       */
      endDate: string;
      /** @description Id of the report. May be absent. */
      readonly id?: string;
      /** @description Name of the report. May be absent. */
      name?: string;
      /**
       * Format: uri
       * @description Address of the report, relative to the API. May be absent.
       */
      readonly selfUri?: string;
      /**
       * Format: date-time
       * @description Start of the period, as a date and time in UTC.
       */
      startDate: string;
      /** @description `InProgress` while the report is being prepared, `Complete` when it is final. If absent, the report is complete if it has `usages`. */
      status?: "InProgress" | "Complete" | (string & {});
      /** @description One entry per item that is billed by usage. Not final, and possibly partial, while `status` is `InProgress`. */
      usages: components["schemas"]["BillingUsage"][];
    };
    /** @description A resource that was used, such as a licensed user or a device. */
    BillingUsageResource: {
      /**
       * Format: date-time
       * @description When it was first used, as a date and time in UTC.
       */
      date: string;
      /** @description Name of the resource. */
      name: string;
    };
    /** @description What is wrong with one field. */
    Detail: {
      /** @description Id of what the field belongs to. May be absent. */
      entityId?: string;
      /** @description Name of what the field belongs to. May be absent. */
      entityName?: string;
      /** @description Code of the error. May be absent. */
      errorCode?: string;
      /** @description Name of the field. May be absent. */
      fieldName?: string;
    };
    /** @description An error. */
    ErrorBody: {
      /** @description Code of the error, such as `bad.request` or `too.many.requests.retry.after`. May be absent. */
      code?: string;
      /** @description Id of the request, for the vendor's support; also in the header `ININ-Correlation-Id`. May be absent. */
      contextId?: string;
      /** @description Errors of individual fields. May be absent. */
      details?: components["schemas"]["Detail"][];
      /** @description Id of the entity that the error is about. May be absent. */
      entityId?: string;
      /** @description Name of the entity that the error is about. May be absent. */
      entityName?: string;
      /** @description Errors that this one consists of. May be absent. */
      errors?: components["schemas"]["ErrorBody"][];
      /** @description The limit that was reached. May be absent. */
      limit?: components["schemas"]["Limit"];
      /** @description Error message for people. For a 429 it contains the seconds to wait. May be absent. */
      message?: string;
      /** @description Values of the parameters in `messageWithParams`, by name. May be absent. */
      messageParams?: {
        [key: string]: string;
      };
      /** @description `message` with the names of its parameters in place of their values. May be absent. */
      messageWithParams?: string;
      /**
       * Format: int32
       * @description The HTTP status of the response. May be absent.
       */
      status?: number;
    };
    /** @description A limit of the service. */
    Limit: {
      /** @description Name of the limit within its namespace. May be absent. */
      key?: string;
      /** @description Part of the service that the limit belongs to. May be absent. */
      namespace?:
        | "web.deployments"
        | "web.messaging"
        | "agent.assistant"
        | "agentic.virtual.agents"
        | "analytics.agents"
        | "analytics.alerting"
        | "analytics.data.extraction"
        | "analytics"
        | "analytics.realtime"
        | "analytics.reporting.settings"
        | "anomaly.detection"
        | "architect"
        | "audiohook"
        | "audiohook.monitor"
        | "audit"
        | "auth.api"
        | "authorization"
        | "automation.testing"
        | "bots"
        | "bots.voice"
        | "business.rules"
        | "callback"
        | "case.management"
        | "cobrowse"
        | "content.management"
        | "conversation"
        | "copilot"
        | "dataactions"
        | "datatables"
        | "directory"
        | "dsar"
        | "email"
        | "employee.engagement"
        | "event.orchestration"
        | "external.contacts"
        | "external.events.data.ingestion"
        | "gamification"
        | "gcv"
        | "gdpr"
        | "groups"
        | "guides"
        | "historical.adherence"
        | "infrastructureascode"
        | "integrations"
        | "intent.miner"
        | "internal.messaging"
        | "journey"
        | "knowledge"
        | "language.understanding"
        | "learning"
        | "limit.registry"
        | "marketplace"
        | "mcp.analytics.aggregates"
        | "mcp"
        | "media.communications"
        | "messaging"
        | "micro.frontend"
        | "multi.org"
        | "notifications"
        | "onboarding"
        | "outbound"
        | "platform.api"
        | "predictive.routing"
        | "presence"
        | "quality"
        | "recording"
        | "response.management"
        | "routing"
        | "scim"
        | "screen.monitoring"
        | "search"
        | "secondary.automation.testing"
        | "skills"
        | "social.media"
        | "speech.and.text.analytics"
        | "speech.integration"
        | "supportability"
        | "task.management"
        | "telephony.configuration"
        | "usage"
        | "users"
        | "users.rules"
        | "voice.transcription"
        | "webchat"
        | "webhooks"
        | "workforce.management.adherence"
        | "workforce.management.agent.availability"
        | "workforce.management.forecast"
        | "workforce.management"
        | "workforce.management.scheduling.preferences"
        | "workforce.management.self.schedule"
        | "workforce.management.shift.trading"
        | "system"
        | (string & {});
      /**
       * Format: int64
       * @description Value of the limit. May be absent.
       */
      value?: number;
    };
    /** @description An organization, by id and name. */
    NamedEntity: {
      /** @description Id of the organization. May be absent. */
      readonly id?: string;
      /** @description Name of the organization. May be absent. */
      readonly name?: string;
    };
    /** @description One charge of a billing period. Quantities and prices are decimal strings. */
    SubscriptionOverviewUsage: {
      /** @description Multiplier of the charge's quantity, as a decimal string. May be absent. */
      bundleQuantity?: string;
      /** @description Key by which the vendor's own pages group charges, such as `user-license`, `billable-app-usage-license`, `billable-app-concurrent-license`, `billable-app-org-license`, `device`, `resource`, `messaging`, `messaging-usage`, `storage` or `storage-category`. */
      grouping: string;
      /** @description Whether the charge can be cancelled. May be absent. */
      isCancellable?: boolean;
      /** @description Whether the charge is for a product of another company. May be absent. */
      isThirdParty?: boolean;
      /** @description What is charged for. */
      name: string;
      /** @description Price of usage beyond the prepaid quantity, in the overview's `currency` and before tax, as a decimal string. The vendor doesn't document whether it is per unit. May be absent. */
      overagePrice?: string;
      /** @description The vendor's part number. */
      partNumber: string;
      /** @description Price of the prepaid quantity, in the overview's `currency` and before tax, as a decimal string. The vendor doesn't document whether it is per unit. May be absent. */
      prepayPrice?: string;
      /** @description Prepaid quantity, as a decimal string. */
      prepayQuantity: string;
      /** @description Unit of the quantities. */
      unitOfMeasureType: string;
      /** @description Notes on the charge, for people. May be absent. */
      usageNotes?: string;
      /** @description Quantity used, as a decimal string. */
      usageQuantity: string;
    };
    /** @description A customer's bill in one billing period, before tax and without voice and bring-your-own-carrier charges. */
    TrusteeBillingOverview: {
      /**
       * Format: date-time
       * @description When the billing period ends or ended, as a date and time in UTC, often its last second. May be absent.
       */
      billingPeriodEndDate?: string;
      /**
       * Format: date-time
       * @description When the billing period started, as a date and time in UTC. May be absent.
       */
      billingPeriodStartDate?: string;
      /**
       * Format: date-time
       * @description When the contract was last amended, as a date and time in UTC. May be absent, for example if it never was.
       */
      contractAmendmentDate?: string;
      /**
       * Format: date-time
       * @description When the contract took effect, as a date and time in UTC. May be absent.
       */
      contractEffectiveDate?: string;
      /**
       * Format: date-time
       * @description When the contract ends, as a date and time in UTC. May be absent.
       */
      contractEndDate?: string;
      /** @description Currency of all amounts, as an ISO 4217 code such as `USD`. */
      currency: string;
      /** @description Short names of the products that were enabled in the period. May be empty. */
      enabledProducts: string[];
      /** @description Id of the overview. May be absent. */
      readonly id?: string;
      /** @description Whether the billing period is in the ramp period. May be absent. */
      inRampPeriod?: boolean;
      /** @description Minimum amount per month, in `currency`, as a decimal string. May be absent, for example if there is none. */
      minimumMonthlyAmount?: string;
      /** @description Name of the overview. May be absent. */
      name?: string;
      /** @description The customer. */
      organization: components["schemas"]["NamedEntity"];
      /**
       * Format: date-time
       * @description When the ramp period ends, as a date and time in UTC. May be absent, for example if there is none.
       */
      rampPeriodEndDate?: string;
      /**
       * Format: date-time
       * @description When the ramp period starts, as a date and time in UTC. May be absent, for example if there is none.
       */
      rampPeriodStartDate?: string;
      /**
       * Format: uri
       * @description Address of the overview, relative to the API. May be absent.
       */
      readonly selfUri?: string;
      /** @description Kind of subscription. More kinds may appear over time. */
      subscriptionType:
        | "ININ"
        | "MONTH_TO_MONTH"
        | "FREE_TRIAL_MONTH_TO_MONTH"
        | "PREPAY_MONTHLY_COMMITMENT"
        | "PREPAY"
        | "DEV_ORG_MONTH_TO_MONTH"
        | "DEV_ORG_PREPAY_MONTHLY_COMMITMENT"
        | "DEV_ORG_PREPAY"
        | (string & {});
      /** @description One entry per charge. */
      usages: components["schemas"]["SubscriptionOverviewUsage"][];
    };
    /** @description An organization that has given this one access. */
    Trustor: {
      /** @description Whether the access is active. If not, nobody of this organization has access. */
      enabled: boolean;
      /** @description Id of the organization, for the `trustorOrgId` of `getTrusteeBillingOverview`. May be absent. */
      readonly id?: string;
      /** @description The organization. May be absent. */
      readonly organization?: components["schemas"]["TrustorOrganization"];
    };
    /** @description One page of the organizations that trust this one. */
    TrustorEntityListing: {
      /** @description The organizations on this page. May be absent; treat that as empty. */
      entities?: components["schemas"]["Trustor"][];
      /**
       * Format: uri
       * @description Address of the first page, relative to the API. May be absent.
       */
      firstUri?: string;
      /**
       * Format: uri
       * @description Address of the last page, relative to the API. May be absent.
       */
      lastUri?: string;
      /**
       * Format: uri
       * @description Address of the next page, relative to the API. May be absent.
       */
      nextUri?: string;
      /**
       * Format: int32
       * @description Number of pages. May be absent.
       */
      pageCount?: number;
      /**
       * Format: int32
       * @description Number of this page, from 1. May be absent.
       */
      pageNumber?: number;
      /**
       * Format: int32
       * @description Requested entries per page. May be absent.
       */
      pageSize?: number;
      /**
       * Format: uri
       * @description Address of the previous page, relative to the API. May be absent.
       */
      previousUri?: string;
      /**
       * Format: uri
       * @description Address of this page, relative to the API. May be absent.
       */
      selfUri?: string;
      /**
       * Format: int64
       * @description Number of entries on all pages. May be absent.
       */
      total?: number;
    };
    /** @description An organization, by id and name. */
    TrustorOrganization: {
      /** @description Id of the organization. May be absent. */
      readonly id?: string;
      /** @description Name of the organization. May be absent. */
      name?: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
/** Usage of one item that is billed by usage, such as a kind of licence. */
export type BillingUsage = components["schemas"]["BillingUsage"];
/** What an organization has used in a period. */
export type BillingUsageReport = components["schemas"]["BillingUsageReport"];
/** A resource that was used, such as a licensed user or a device. */
export type BillingUsageResource = components["schemas"]["BillingUsageResource"];
/** What is wrong with one field. */
export type Detail = components["schemas"]["Detail"];
/** An error. */
export type ErrorBody = components["schemas"]["ErrorBody"];
/** A limit of the service. */
export type Limit = components["schemas"]["Limit"];
/** An organization, by id and name. */
export type NamedEntity = components["schemas"]["NamedEntity"];
/** One charge of a billing period. Quantities and prices are decimal strings. */
export type SubscriptionOverviewUsage = components["schemas"]["SubscriptionOverviewUsage"];
/** A customer's bill in one billing period, before tax and without voice and bring-your-own-carrier charges. */
export type TrusteeBillingOverview = components["schemas"]["TrusteeBillingOverview"];
/** An organization that has given this one access. */
export type Trustor = components["schemas"]["Trustor"];
/** One page of the organizations that trust this one. */
export type TrustorEntityListing = components["schemas"]["TrustorEntityListing"];
/** An organization, by id and name. */
export type TrustorOrganization = components["schemas"]["TrustorOrganization"];
export type $defs = Record<string, never>;
/** Parameters, bodies and responses by operation id. */
export interface operations {
  getBillableUsage: {
    parameters: {
      query: {
        /** @description End of the period, as an ISO 8601 date and time such as `2026-06-30T23:59:59Z`. */
        endDate: string;
        /** @description Start of the period, as an ISO 8601 date and time such as `2026-06-01T00:00:00Z`. */
        startDate: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The report, complete or still in progress, as its `status` says. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BillingUsageReport"];
        };
      };
      /** @description A parameter is missing or invalid. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The access token is missing, invalid or expired. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The token lacks the permissions or scopes that the operation requires. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The resource doesn't exist, or the token's owner can't see it. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request didn't arrive completely within the service's time limit. */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request conflicts with the state of the resource. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request is larger than the service allows. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service doesn't accept the media type of the request's body. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description Too many requests. `Retry-After` is the wait in seconds, which can be hours for a daily limit. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service is unavailable; the same request may succeed later. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service exceeded its own time limit. */
      504: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  getTrusteeBillingOverview: {
    parameters: {
      query?: {
        /** @description Which billing period: 0 is the active one, whose figures can change until it closes, 1 the one before, and so on. Defaults to 0. The index shifts as periods close, so store figures by the dates in the response. */
        billingPeriodIndex?: number;
      };
      header?: never;
      path: {
        /** @description Id of the customer's organization, from `listTrustors`. */
        trustorOrgId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The overview of the billing period. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TrusteeBillingOverview"];
        };
      };
      /** @description A parameter is missing or invalid. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The access token is missing, invalid or expired. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The token lacks the permissions or scopes that the operation requires. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The resource doesn't exist, or the token's owner can't see it. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request didn't arrive completely within the service's time limit. */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request conflicts with the state of the resource. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request is larger than the service allows. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service doesn't accept the media type of the request's body. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description Too many requests. `Retry-After` is the wait in seconds, which can be hours for a daily limit. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service is unavailable; the same request may succeed later. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service exceeded its own time limit. */
      504: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  listTrustors: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1. Defaults to 1. */
        pageNumber?: number;
        /** @description Entries per page. Defaults to 25. */
        pageSize?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of the organizations. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TrustorEntityListing"];
        };
      };
      /** @description A parameter is missing or invalid. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The access token is missing, invalid or expired. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The token lacks the permissions or scopes that the operation requires. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The resource doesn't exist, or the token's owner can't see it. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request didn't arrive completely within the service's time limit. */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request conflicts with the state of the resource. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request is larger than the service allows. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service doesn't accept the media type of the request's body. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description Too many requests. `Retry-After` is the wait in seconds, which can be hours for a daily limit. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service is unavailable; the same request may succeed later. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service exceeded its own time limit. */
      504: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
}
