import { afterEach, beforeEach, expect, it } from 'vitest';
import { sandboxPlace } from '../test/sandbox-place.ts';

let place: Awaited<ReturnType<typeof sandboxPlace>>;

beforeEach(async () => {
  place = await sandboxPlace();
  await place.connect();
});

afterEach(() => place.close());

it('does what the README shows: queries a database and writes a page about it', async () => {
  const { sidecar } = place;
  const { rows } = await sidecar.run('database_query', {
    database: 'Tasks',
    filters: [{ property: 'Status', operator: 'not_equals', value: 'Done' }],
    sorts: [{ property: 'Due' }],
  });
  expect(rows.map(({ title }) => title)).toEqual(['Find the moth', 'Order brass']);
  const content = rows.map(({ title }) => `- [ ] ${title}`).join('\n');
  const { id } = await sidecar.run('pages_create', { parent: 'Plans', title: 'Open tasks', content });
  const page = await sidecar.run('pages_read', { page: 'open tasks' });
  expect(page).toMatchObject({ id, title: 'Open tasks', content, archived: false });
});

it('finds pages and databases by words of their titles, in pages', async () => {
  const { sidecar } = place;
  const all = await sidecar.run('pages_search', { limit: 100 });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await sidecar.run('pages_search', { limit: 2, ...(cursor ? { cursor } : {}) });
    expect(page.results.length).toBeLessThanOrEqual(2);
    found.push(...page.results.map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor);
  expect(found).toEqual(all.results.map(({ id }) => id));
  const { results } = await sidecar.run('pages_search', { query: 'tas', type: 'database' });
  expect(results).toMatchObject([{ type: 'database', title: 'Tasks' }]);
  expect(all.results.map(({ title }) => title)).not.toContain('Diary');
});

it('reads a page with everything on it, also what Markdown cannot say', async () => {
  const { content } = await place.sidecar.run('pages_read', { page: 'Plans' });
  expect(content).toMatch(
    /^# This year\n\nThe engine weaves algebraic patterns\.\n\n- Cards\n {2}- Punch them\n- \[x\] Ask Charles\n\n> \[!NOTION\]\n> table_of_contents \([\da-f-]+\)\n\n> \[!NOTION\]\n> child_database "Projects" \([\da-f-]+\)/,
  );
});

it('reads a page in parts', async () => {
  const { sidecar } = place;
  const first = await sidecar.run('pages_read', { page: 'Plans', limit: 2 });
  expect(first.content).toBe('# This year\n\nThe engine weaves algebraic patterns.');
  const second = await sidecar.run('pages_read', {
    page: 'Plans',
    limit: 2,
    cursor: first.next_cursor ?? '',
  });
  expect(second.content).toBe('- Cards\n  - Punch them\n- [x] Ask Charles');
});
