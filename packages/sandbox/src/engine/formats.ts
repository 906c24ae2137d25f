import ajvFormats from "ajv-formats";

/** The formats of OpenAPI documents. */
export function addFormats<Checker extends Parameters<typeof ajvFormats.default>[0]>(
  ajv: Checker,
): Checker {
  // `.default`: what a CommonJS module with a default export is to an ES module.
  ajvFormats.default(ajv);
  // Services send addresses of their own as paths, though descriptions type them as `uri`.
  ajv.addFormat("uri", ajvFormats.default.get("uri-reference"));
  return ajv;
}
