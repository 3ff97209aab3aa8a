import { expect, it } from 'vitest';
import { dependencyPlaces } from './installed-tree.ts';

it('follows dependencies to the place from which Node would load them', () => {
  const tree = {
    '': {},
    'node_modules/app': { dependencies: { deep: '1', top: '1' } },
    'node_modules/app/node_modules/deep': { dependencies: { top: '1' }, peerDependencies: { absent: '1' } },
    'node_modules/deep': {},
    'node_modules/top': { optionalDependencies: { app: '1' } },
    'node_modules/other': {},
  };
  expect(dependencyPlaces(tree, 'app')).toEqual([
    'node_modules/app',
    'node_modules/app/node_modules/deep',
    'node_modules/top',
  ]);
});
