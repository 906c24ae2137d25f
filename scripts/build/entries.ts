/**
 * The entries of a package.json that load from dist/esm, in `exports` and `bin`, without folder and suffix:
 * `./dist/esm/index.js` is `index`.
 */
export function entriesOf(manifest: { exports?: unknown; bin?: unknown }): readonly string[] {
  const text = JSON.stringify([manifest.exports, manifest.bin]);
  const found = [...text.matchAll(/"\.\/dist\/esm\/([^"]+)\.js"/g)];
  return [...new Set(found.map(([, entry = ""]) => entry))].sort();
}
