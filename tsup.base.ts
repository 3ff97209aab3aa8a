import { readFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import { bundledPackages } from './scripts/bundled-packages.ts';

/**
 * The one build configuration. It runs in the folder of the package that is built, and the entries are those
 * of its `exports`, so that they are written once.
 */
export default defineConfig((): Options => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, string> };
  return {
    entry: Object.values(manifest.exports),
    format: 'esm',
    target: 'node22',
    // Relative paths too, since the files of a bundled package name each other so.
    dts: { resolve: [...bundledPackages, /^\.{1,2}\//] },
    // What a package needs is installed beside it, never copied into it; but what is not published cannot be installed.
    skipNodeModulesBundle: true,
    noExternal: [...bundledPackages],
    clean: true,
    // Readable code with names in stack traces is worth more to a Node host than a few kilobytes or a map.
    minify: false,
    sourcemap: false,
    // `node:sqlite` and others do not exist without the prefix.
    removeNodeProtocol: false,
    tsconfig: 'tsconfig.json',
  };
});
