import { expect, it } from 'vitest';
import { publishedExportsProblems } from './published-exports.ts';

it('finds an entry that would be missing for those who install the package', () => {
  const manifest = {
    name: '@sidecar/core',
    version: '0.0.0',
    exports: { '.': './src/index.ts', './file': './src/file.ts' },
    publishConfig: { exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } },
  };
  expect(publishedExportsProblems({ folder: 'packages/core', manifest })).toEqual([
    'publishConfig.exports["./file"] must name ./dist/file.d.ts and ./dist/file.js',
  ]);
});
