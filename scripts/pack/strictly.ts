/** `--module`, for each `--moduleResolution`. */
const modules = { nodenext: "nodenext", bundler: "esnext" } as const;

/**
 * What a compiler is told by a user who lets nothing pass, the declarations of packages included.
 * @param typeRoots where the types of Node are
 */
export function strictly(resolution: keyof typeof modules, typeRoots: string): string[] {
  return [
    ...["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022"],
    ...["--module", modules[resolution], "--moduleResolution", resolution],
    ...["--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"],
    ...["--typeRoots", typeRoots, "--types", "node"],
  ];
}
