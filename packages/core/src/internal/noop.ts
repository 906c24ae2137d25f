/** Takes what nobody waits for any more, so that it is no unhandled rejection. */
export const ignore = (): void => undefined;
