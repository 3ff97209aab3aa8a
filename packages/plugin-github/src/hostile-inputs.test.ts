import { InvalidInput, playedApi } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../test/run-tool.ts';

const repository = 'ada/engine';

it.each([
  ['issue_read', { repository: '../../user', number: 5 }],
  ['issue_read', { repository: 'ada/..', number: 5 }],
  ['issue_read', { repository: 'ada/.', number: 5 }],
  ['issue_read', { repository: 'ada/engine/../../user', number: 5 }],
  ['issue_read', { repository: 'ada/engine?per_page=1', number: 5 }],
  ['issue_read', { repository: 'ada/engine#', number: 5 }],
  ['issue_read', { repository: 'ada/eng\u202Eine', number: 5 }],
  ['issue_read', { repository: 'ada/engine', number: '5/../6' }],
  ['issue_read', { repository: 'ada/engine', number: 5.5 }],
  ['issue_read', { repository: 'ada/engine', number: -5 }],
  ['issue_read', { repository, number: 5, cursor: 'page=2&state=closed' }],
  ['issue_read', { repository, number: 5, cursor: 'https://evil.example/?page=2' }],
  ['file_read', { repository, path: '../../../user' }],
  ['file_read', { repository, path: 'docs/../../../user' }],
  ['file_read', { repository, path: './user' }],
  ['file_read', { repository, path: 'a//b' }],
  ['file_read', { repository, path: 'a\0b' }],
  ['file_read', { repository, path: 'a\uD83D' }],
  ['file_read', { repository, path: null }],
  ['file_read', { repository, cursor: '1.2.3' }],
  ['pull_request_diff', { repository, number: 6, cursor: '0.0.0' }],
  ['pull_request_merge', { repository, number: 6, sha: 'abc' }],
  ['pull_request_review', { repository, number: 6, verdict: 'comment', body: ' ' }],
  ['pull_requests_list', { repository, head: 'warm' }],
  ['repositories_list', { owner: '../user' }],
  ['search', { kind: 'issues', query: ' ' }],
  ['search', { kind: 'code', query: 'a', sort: 'stars' }],
  ['search', { kind: 'users', query: 'a' }],
  ['issue_update', { repository, number: 5 }],
  ['issue_create', { repository, title: ' ' }],
  ['issue_create', { repository, title: 'a'.repeat(257) }],
  ['issue_create', { repository, title: 'a', body: 'a'.repeat(65_537) }],
  ['workflow_dispatch', { repository, workflow: 'CI', inputs: { level: 1 } }],
] as const)('sends nothing for %s where its input makes no sense (case %#)', async (name, input) => {
  const github = playedApi({});
  await expect(runTool(name, input, github)).rejects.toBeInstanceOf(InvalidInput);
  expect(github.sent).toEqual([]);
});
