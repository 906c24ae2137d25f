export type { Page } from "./page.js";
export { callPages, PagePromise, type PageOptions } from "./page-promise.js";
export type { PagesDefinition, SerializedPages } from "./pages-definition.js";
