export {
  regionAddresses,
  type AddressReader,
  type Addresses,
  type RegionDefinition,
} from "./addresses.js";
export { basicCredential } from "../client/basic.js";
export {
  clientCredentials,
  oauthLogin,
  type ClientCredentialsOptions,
  type Login,
  type LoginDefinition,
} from "./client-credentials.js";
export type {
  ConnectCredential,
  ConnectDefinition,
  ConnectOptions,
  CredentialPart,
} from "./connect-definition.js";
export { connectOptions, isConfigured } from "./connect-options.js";
