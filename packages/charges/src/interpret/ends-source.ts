import { AuthenticationError, ConfigurationError } from "@billkit/core";

/** Whether a failed call ends its source, because every other call would fail for the same reason. */
export const endsSource = (error: unknown): boolean =>
  error instanceof AuthenticationError || error instanceof ConfigurationError;
