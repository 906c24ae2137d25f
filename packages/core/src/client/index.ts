// What generated clients import, in one file: each further file makes an import slower.
export * from "./exports.js";
export { byAddress, byLink } from "../pages/by-address.js";
export { byCursor } from "../pages/by-cursor.js";
export { byNumber, byOffset } from "../pages/by-number.js";
export type { Page } from "../pages/page.js";
export { callPages, PagePromise, type PageOptions } from "../pages/page-promise.js";
export type { PageForm, PagesDefinition, SerializedPages } from "../pages/pages-definition.js";
