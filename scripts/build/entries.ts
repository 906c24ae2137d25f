const inside = /^\.\/dist\/esm\/(.+)\.js$/;

/**
 * The entries of a package.json that load from dist/esm, in `exports` and `bin`, without folder and suffix:
 * `./dist/esm/index.js` is `index`.
 */
export function entriesOf(manifest: unknown): readonly string[] {
  const entries = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string") {
      const entry = inside.exec(value)?.[1];
      if (entry !== undefined) entries.add(entry);
    } else if (typeof value === "object" && value !== null) {
      Object.values(value).forEach(visit);
    }
  };
  if (typeof manifest === "object" && manifest !== null) {
    if ("exports" in manifest) visit(manifest.exports);
    if ("bin" in manifest) visit(manifest.bin);
  }
  return [...entries].sort();
}
