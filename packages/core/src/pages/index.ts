export { byAddress, byLink } from "./by-address.js";
export { byCursor } from "./by-cursor.js";
export { byNumber, byOffset } from "./by-number.js";
export type { Page } from "./page.js";
export { callPages, PagePromise, type PageOptions } from "./page-promise.js";
export type { PageForm, PagesDefinition, SerializedPages } from "./pages-definition.js";
