/** As much of `@deepgram/sdk` as is called: the package itself is not there when this is compiled. */
export interface DeepgramSdk {
  readonly DeepgramClient: new (options: {
    apiKey: string;
    baseUrl: string;
    maxRetries: number;
  }) => DeepgramClient;
}

export interface DeepgramClient {
  readonly manage: {
    readonly v1: {
      readonly projects: {
        list(): Promise<unknown>;
        readonly billing: {
          readonly balances: {
            list(projectId: string): Promise<unknown>;
            get(projectId: string, balanceId: string): Promise<unknown>;
          };
          readonly breakdown: { list(projectId: string, query?: BreakdownQuery): Promise<unknown> };
          readonly fields: { list(projectId: string, query?: Period): Promise<unknown> };
          readonly purchases: {
            list(projectId: string, query?: { limit?: number }): Promise<unknown>;
          };
        };
      };
    };
  };
}

export interface Period {
  readonly start?: string;
  readonly end?: string;
}

export interface BreakdownQuery extends Period {
  readonly accessor?: string;
  readonly deployment?: string;
  readonly tag?: string;
  readonly line_item?: string;
  readonly grouping?: readonly Dimension[];
}

export const dimensions = ["accessor", "deployment", "line_item", "tags"] as const;
export type Dimension = (typeof dimensions)[number];
