import { expect, it } from 'vitest';
import { twitter } from './index.ts';

it('asks for every scope that a tool needs', () => {
  const { auth, tools } = twitter();
  const needed = new Set(tools.flatMap((tool) => tool.scopes ?? []).flat());
  expect([...needed].filter((scope) => !auth.oauth.scopes.includes(scope))).toEqual([]);
});

it('asks for no scope that nothing needs', () => {
  const { auth, tools } = twitter();
  const needed = new Set([...tools.flatMap((tool) => tool.scopes ?? []).flat(), 'offline.access']);
  expect(auth.oauth.scopes.filter((scope) => !needed.has(scope))).toEqual([]);
});

it('calls only posting a write', () => {
  expect(twitter().tools.map(({ name, effect }) => [name, effect])).toEqual([
    ['tweet_post', 'write'],
    ['tweet_search', 'read'],
    ['timeline_read', 'read'],
    ['dm_read', 'read'],
  ]);
});
