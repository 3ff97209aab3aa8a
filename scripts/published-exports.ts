import type { WorkspacePackage } from './workspace.ts';

/** Where `publishConfig.exports` of a package differs from what its `exports` and the build say, one sentence each. */
export function publishedExportsProblems({ manifest }: WorkspacePackage): string[] {
  const published = manifest.publishConfig?.exports ?? {};
  const missing = Object.entries(manifest.exports).flatMap(([subpath, source]) => {
    const built = source.replace('./src/', './dist/').replace(/\.ts$/, '');
    const entry = published[subpath];
    const isRight = entry?.types === `${built}.d.ts` && entry.default === `${built}.js`;
    return isRight ? [] : [`publishConfig.exports["${subpath}"] must name ${built}.d.ts and ${built}.js`];
  });
  const unknown = Object.keys(published).filter((subpath) => !(subpath in manifest.exports));
  return [...missing, ...unknown.map((subpath) => `publishConfig.exports["${subpath}"] is not in exports`)];
}
