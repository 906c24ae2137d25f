export const noop = (): undefined => undefined;
