import { expect, test } from 'vitest';
import { Catalog } from '../catalog.ts';
import { complete } from './complete.ts';

const catalog = new Catalog();

test.each([
  ['/int', ['/integrations ']],
  ['/integrations con', ['connect ']],
  ['/integrations connect g', ['gmail ', 'google-calendar ', 'github ']],
  ['/integrations connect git', ['github ']],
  ['/integrations connect gmail ', []],
  ['/run tweet_p', ['tweet_post ']],
  ['email_r', ['email_read ', 'email_reply ']],
  ['email_read ', ['{"email_id": "']],
  ['email_list ', ['{']],
  ['issue', ['issues_list ', 'issue_read ', 'issue_create ', 'issue_update ', 'issue_comment ']],
  ['pages_create ', ['{"title": "']],
])('%j is completed to %j', (line, expected) => {
  expect(complete(line, catalog)[0]).toEqual(expected);
});
