/** What a process of the suite's needs to read TypeScript, where Node does not do so by itself. */
export function typeStripping(): readonly string[] {
  const given = [...process.execArgv, process.env.NODE_OPTIONS ?? ''];
  const isUsual = process.features.typescript && !given.some((option) => option.includes('strip-types'));
  return isUsual ? [] : ['--experimental-strip-types', '--no-warnings'];
}
