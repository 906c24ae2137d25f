/** Neither plugin declares itself; size-limit takes lists of them for functions. */
declare module "@size-limit/esbuild" {
  const plugins: (() => void)[];
  export default plugins;
}
declare module "@size-limit/file" {
  const plugins: (() => void)[];
  export default plugins;
}
