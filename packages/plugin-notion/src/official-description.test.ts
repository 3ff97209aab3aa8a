import { sharedFolder, specProblems } from '@sidecar/evidence';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalMarkdown } from '../test/markdown-arbitraries.ts';
import { sandboxPlace } from '../test/sandbox-place.ts';

const official = it.skipIf(!sharedFolder);

async function everyRequest() {
  const place = await sandboxPlace();
  await place.connect();
  const { sidecar } = place;
  const documents = fc.sample(canonicalMarkdown, { numRuns: 15, seed: 20_260_131 });
  for (const [index, content] of documents.entries())
    await sidecar.run('pages_create', { parent: 'Plans', title: `Document ${index}`, content });
  const long = Array.from({ length: 130 }, (_, index) => `- ${index}`).join('\n');
  await sidecar.run('pages_create', { title: 'Private', content: `${long}\n  - a\n    - b\n      - c` });
  for (const index of documents.keys()) {
    const { content } = await sidecar.run('pages_read', { page: `Document ${index}` });
    expect(content).toBe(documents[index]);
  }
  await sidecar.run('pages_search', { query: 'Plans', type: 'page' });
  await sidecar.run('pages_read', { page: 'Plans', limit: 2 });
  const properties = {
    Status: 'Done',
    Tags: ['engine'],
    Due: '2026-03-01T09:00[Europe/Madrid]',
    Points: 2,
    Who: 'Ada Lovelace',
  };
  const more = {
    Project: 'Analytical Engine',
    Urgent: true,
    Link: 'https://example.com',
    Files: ['https://example.com/a.pdf'],
    Notes: 'x',
    Priority: 'Low',
    Contact: 'a@example.com',
    Phone: '1',
  };
  const { id } = await sidecar.run('pages_create', {
    database: 'Tasks',
    title: 'Row',
    properties: { ...properties, ...more },
  });
  await sidecar.run('pages_update', {
    page: id,
    title: 'Row 2',
    properties: { Due: null, Priority: null, Points: null },
    content: 'a',
    archive: true,
  });
  await sidecar.run('pages_update', { page: id, content: 'b', content_mode: 'replace', archive: false });
  const filters = [
    ...[
      { property: 'Name', operator: 'contains' as const, value: 'a' },
      { property: 'Points', operator: 'at_least' as const, value: 1 },
    ],
    ...[
      { property: 'Tags', value: 'engine' },
      { property: 'Due', operator: 'less_than' as const, value: '2030-01-01' },
    ],
    ...[
      { property: 'Who', value: 'me' },
      { property: 'Project', value: 'Analytical Engine' },
      { property: 'Double', value: 4 },
    ],
    ...[
      { property: 'Files', operator: 'is_empty' as const },
      { property: 'ID', value: 1 },
      { property: 'Urgent', value: false },
    ],
  ];
  const sorts = [{ property: 'Due' }, { property: 'last_edited_time', direction: 'descending' as const }];
  await sidecar.run('database_query', { database: 'Tasks', filters, match: 'any', sorts, limit: 2 });
  const { results } = await sidecar.run('pages_search', { query: 'Tasks', type: 'database' });
  await sidecar.run('database_query', { database: results[0]?.url ?? '' });
  const exchanges = place.sandbox.requests('notion');
  await place.close();
  return exchanges;
}

official('sends and gets only what fits Notion’s official description (needs SIDECAR_SHARED)', async () => {
  const exchanges = await everyRequest();
  const kinds = new Set(
    exchanges.map(
      ({ method, url }) => `${method} ${new URL(url).pathname.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, ':id')}`,
    ),
  );
  expect([...kinds].toSorted()).toEqual([
    'DELETE /v1/blocks/:id',
    'GET /v1/blocks/:id/children',
    'GET /v1/data_sources/:id',
    'GET /v1/databases/:id',
    'GET /v1/pages/:id',
    'GET /v1/users',
    'GET /v1/users/me',
    'PATCH /v1/blocks/:id/children',
    'PATCH /v1/pages/:id',
    'POST /v1/data_sources/:id/query',
    'POST /v1/pages',
    'POST /v1/search',
  ]);
  expect(await specProblems('notion', exchanges)).toBe('');
});

official('has a check that notices a wrong field and a wrong answer (needs SIDECAR_SHARED)', async () => {
  const headers = {
    authorization: 'Bearer x',
    'notion-version': '2025-09-03',
    'content-type': 'application/json',
  };
  const request = { method: 'POST', url: 'https://api.notion.com/v1/search', headers, body: { limit: 3 } };
  expect(await specProblems('notion', [request])).toContain('limit');
  const answered = {
    ...request,
    body: {},
    response: { status: 200, body: { object: 'list', results: 'none' } },
  };
  expect(await specProblems('notion', [answered])).toContain('results');
});
