import ajvFormats from "ajv-formats";

/** The formats of OpenAPI documents. */
export function addFormats<Checker extends Parameters<typeof ajvFormats.default>[0]>(
  ajv: Checker,
): Checker {
  // `.default`: how an ES module sees the default export of a CommonJS module.
  ajvFormats.default(ajv);
  // Services send their own addresses as paths, although descriptions declare them as `uri`.
  ajv.addFormat("uri", ajvFormats.default.get("uri-reference"));
  return ajv;
}
