/** The code block of a README that shows how the package is used. */
export interface ReadmeExample {
  readonly code: string;
  /** The line of the README on which the code begins. */
  readonly firstLine: number;
}

/** The first TypeScript block that imports the package; undefined when there is none. */
export function readmeExample(readme: string, packageName: string): ReadmeExample | undefined {
  for (const { 1: code = '', index, 0: block } of readme.matchAll(
    /^```(?:ts|typescript)\b[^\n]*\n(.*?)^```/gms,
  )) {
    if (!code.includes(`'${packageName}'`) && !code.includes(`"${packageName}"`)) continue;
    const start = index + block.indexOf('\n') + 1;
    return { code, firstLine: readme.slice(0, start).split('\n').length };
  }
  return undefined;
}
