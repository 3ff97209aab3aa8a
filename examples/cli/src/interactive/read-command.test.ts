import { expect, test } from 'vitest';
import { Catalog } from '../catalog.ts';
import { readCommand } from './read-command.ts';

const catalog = new Catalog();

test.each([
  ['/integrations', ['integrations']],
  ['  /integrations connect gmail --account "my work" ', ['connect', 'gmail', '--account', 'my work']],
  ['/tools', ['tools']],
  ['connect gmail', ['connect', 'gmail']],
  ['email_list', ['run', 'email_list']],
  ['email_list {"limit": 3}', ['run', 'email_list', '{"limit": 3}']],
  [
    'gmail.email_list {"from": "a b"} --account work',
    ['run', 'gmail.email_list', '{"from": "a b"}', '--account', 'work'],
  ],
  ['/run email_list {"limit": 3} --json', ['run', 'email_list', '{"limit": 3}', '--json']],
  ['email_list {"limit": 3', ['run', 'email_list', '{"limit": 3']],
  [`tweet_post '{"text": "it''s"}'`, ['run', 'tweet_post', '{"text": "its"}']],
  ['say "a \\"b\\" c" d\\ e', ['say', 'a "b" c', 'd e']],
  ['say "not closed', ['say', 'not closed']],
  ['   ', []],
])('%j is read as %j', (line, words) => {
  expect(readCommand(line, catalog)).toEqual(words);
});
