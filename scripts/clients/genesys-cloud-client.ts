/** As much of `purecloud-platform-client-v2` as is called: the package is not there at compile time. */
export interface GenesysCloudSdk {
  readonly ApiClient: { readonly instance: ApiClient };
  readonly BillingApi: new () => BillingApi;
  readonly OrganizationAuthorizationApi: new () => OrganizationAuthorizationApi;
}

interface ApiClient {
  /** The only way to another address than a region's: login and API on one origin. */
  setGateway(gateway: { protocol: string; host: string; port: number }): void;
  loginClientCredentialsGrant(id: string, secret: string): Promise<unknown>;
}

interface BillingApi {
  getBillingReportsBillableusage(startDate: string, endDate: string): Promise<unknown>;
  getBillingTrusteebillingoverviewTrustorOrgId(
    trustorOrgId: string,
    query?: { billingPeriodIndex?: number },
  ): Promise<unknown>;
}

interface OrganizationAuthorizationApi {
  getOrgauthorizationTrustors(query?: { pageSize?: number; pageNumber?: number }): Promise<unknown>;
}
