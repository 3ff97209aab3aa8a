import { afterEach, beforeEach, expect, it } from 'vitest';
import { sandboxPlace } from '../test/sandbox-place.ts';

let place: Awaited<ReturnType<typeof sandboxPlace>>;

beforeEach(async () => {
  place = await sandboxPlace();
  await place.connectByToken();
});

afterEach(() => place.close());

async function contentOf(page: string): Promise<string> {
  const parts: string[] = [];
  let cursor: string | undefined;
  do {
    const part = await place.sidecar.run('pages_read', { page, ...(cursor ? { cursor } : {}) });
    parts.push(part.content);
    cursor = part.next_cursor;
  } while (cursor);
  return parts.join('\n');
}

it('gets back from Notion the Markdown that it wrote, whatever is in it', async () => {
  const content = `# One *two* **three**

Some \`code\`, ~~gone~~, <u>under</u>, [a link](https://example.com/a?b=1&c=2), $x^2$, $5 and snake_case.
Next line.

- [ ] Open
- [x] Done
  - Inside

    With a paragraph.

1. First
2. Second
   1. Deep
      - Deeper
        - Deepest
          - Beyond what one request takes

> Quoted
>
> - with a list

> [!WARNING]
> Careful.

<details>
<summary>Fold me</summary>

| a | b |
| --- | --- |
| 1 \\| 2 | **x** |

</details>

<details>
<summary>## Fold the heading</summary>

Inside.

</details>

\`\`\`typescript a caption
const a = 1;
\`\`\`

$$
\\sum_i i
$$

![A picture](https://example.com/a.png)

[Demo](https://example.com/v "video")

[https://example.com](https://example.com "bookmark")

---

[@Ada Lovelace](mention://user/0a0a0a0a-1815-4210-8018-000000000001) on [2026-01-31](mention://date/2026-01-31)`;
  await place.sidecar.run('pages_create', { parent: 'Plans', title: 'Everything', content });
  expect(await contentOf('Everything')).toBe(content);
});

it('writes more blocks than one request takes, in their order', async () => {
  const content = Array.from({ length: 250 }, (_, index) => `- item ${index}`).join('\n');
  await place.sidecar.run('pages_create', { parent: 'Plans', title: 'Long', content });
  expect(await contentOf('Long')).toBe(content);
  expect(place.calls().filter((call) => call.startsWith('PATCH'))).toHaveLength(2);
});

it('writes tables longer than a request, and texts longer than a piece', async () => {
  const rows = Array.from({ length: 130 }, (_, index) => `| ${index} | ${index} |`);
  const content = `${'long '.repeat(900)}end\n\n${['| a | b |', '| --- | --- |', ...rows].join('\n')}\n\nAfter.`;
  await place.sidecar.run('pages_create', { parent: 'Plans', title: 'Table', content });
  expect(await contentOf('Table')).toBe(content);
});

function folded(inside: string): string {
  return `<details>\n<summary>Many</summary>\n\n${inside}\n\n</details>\n\nAfter.`;
}

it('writes and reads more blocks inside one than a request takes', async () => {
  const content = folded(Array.from({ length: 230 }, (_, index) => `- item ${index}`).join('\n'));
  await place.sidecar.run('pages_create', { parent: 'Plans', title: 'Inside', content });
  expect(await contentOf('Inside')).toBe(content);
});

it('says where it has stopped reading, and does not replace what it has not read', async () => {
  const { sidecar } = place;
  const content = folded(Array.from({ length: 210 }, (_, index) => `- item ${index}\n  - below`).join('\n'));
  await sidecar.run('pages_create', { parent: 'Plans', title: 'Inside', content });
  const page = await sidecar.run('pages_read', { page: 'Inside', limit: 1 });
  expect(page.content).toContain('> [!NOTION]\n');
  expect(page.content).toContain('More blocks are inside');
  const replacing = sidecar.run('pages_update', { page: 'Inside', content: 'New', content_mode: 'replace' });
  await expect(replacing).rejects.toMatchObject({ code: 'conflict' });
});

it('appends to a page, also to one with blocks that Markdown cannot say', async () => {
  const { sidecar } = place;
  await sidecar.run('pages_update', { page: 'Plans', content: 'A new end.' });
  expect(await contentOf('Plans')).toMatch(/A new end\.$/);
});

it('replaces content, all of it', async () => {
  const { sidecar } = place;
  await sidecar.run('pages_create', { parent: 'Plans', title: 'Draft', content: '# Old\n\n- a\n  - b' });
  await sidecar.run('pages_update', {
    page: 'Draft',
    title: 'Final',
    content: 'New',
    content_mode: 'replace',
  });
  expect(await contentOf('Final')).toBe('New');
});

it('refuses to replace what Markdown cannot say, and changes nothing', async () => {
  const { sidecar } = place;
  const before = await contentOf('Plans');
  const replacing = sidecar.run('pages_update', {
    page: 'Plans',
    title: 'X',
    content: 'New',
    content_mode: 'replace',
  });
  await expect(replacing).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('table_of_contents'),
    nextAction: expect.stringContaining('Append'),
  });
  expect(await contentOf('Plans')).toBe(before);
});

it('refuses to write back a note about a block that only Notion can make', async () => {
  const { sidecar } = place;
  const content = '> [!NOTION]\n> table_of_contents (1)';
  await expect(sidecar.run('pages_update', { page: 'Reading list', content })).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('[!NOTION]'),
  });
});

it('says what is written when it breaks in the middle, and that nobody should just do it again', async () => {
  const { sidecar, sandbox } = place;
  const content = Array.from({ length: 250 }, (_, index) => `- item ${index}`).join('\n');
  sandbox.faults.set({ service: 'notion', on: 'api', kind: 'status', status: 500, path: 'PATCH /v1/blocks' });
  await expect(
    sidecar.run('pages_create', { parent: 'Plans', title: 'Half', content }),
  ).rejects.toMatchObject({
    code: 'provider_unavailable',
    outcome: 'unknown',
    retryable: false,
    message: expect.stringMatching(/the page [\da-f-]{36} is there/),
  });
  sandbox.faults.clear();
  expect((await contentOf('Half')).split('\n')).toHaveLength(100);
});

it('reports a page whose answer was lost as unknown and makes it once', async () => {
  const { sidecar, sandbox, calls } = place;
  sandbox.faults.set({ service: 'notion', on: 'api', kind: 'lost-answer', path: 'POST /v1/pages' });
  await expect(sidecar.run('pages_create', { parent: 'Plans', title: 'Once' })).rejects.toMatchObject({
    outcome: 'unknown',
    retryable: false,
  });
  expect(calls().filter((call) => call === 'POST /v1/pages')).toHaveLength(1);
  sandbox.faults.clear();
  const { results } = await sidecar.run('pages_search', { query: 'Once' });
  expect(results).toHaveLength(1);
});

it('moves a page to the trash and back', async () => {
  const { sidecar } = place;
  const { id } = await sidecar.run('pages_update', {
    page: 'Reading list',
    content: 'Last words.',
    archive: true,
  });
  expect(await sidecar.run('pages_read', { page: id })).toMatchObject({ archived: true });
  await sidecar.run('pages_update', { page: id, archive: false, content: 'Back again.' });
  expect(await sidecar.run('pages_read', { page: id })).toMatchObject({
    archived: false,
    content: 'Last words.\n\nBack again.',
  });
});

it('sets properties by the names of the database and reads them as they were set', async () => {
  const { sidecar } = place;
  const properties = {
    Status: 'in progress',
    Tags: ['engine', 'brand new'],
    Priority: 'Middling',
    Due: '2026-03-01T09:00[Europe/Madrid]/2026-03-01T10:00[Europe/Madrid]',
    Points: 2.5,
    Who: ['grace@sandbox.example', 'Ada Lovelace'],
    Project: ['analytical engine'],
    Urgent: true,
    Link: 'https://example.com/x',
    Contact: 'charles@example.com',
    Phone: '+44 20 7946 0000',
    Notes: 'Two\nlines',
    Files: ['[Drawing](https://example.com/drawing.pdf)'],
  };
  const { id } = await sidecar.run('pages_create', { database: 'tasks', title: 'Polish', properties });
  const read = await sidecar.run('pages_read', { page: id });
  expect(read.properties).toEqual({
    ...properties,
    Status: 'In progress',
    Due: '2026-03-01T09:00+01:00/2026-03-01T10:00+01:00',
    Who: ['Grace Hopper', 'Ada Lovelace'],
    Project: [expect.stringMatching(/^[\da-f-]{36}$/)],
    ID: 'TASK-4',
    Created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    Double: 5,
  });
  await sidecar.run('pages_update', {
    page: 'Polish',
    title: 'Polished',
    properties: { Status: 'Done', Due: null, Tags: [] },
  });
  const changed = await sidecar.run('pages_read', { page: id });
  expect(changed).toMatchObject({
    title: 'Polished',
    properties: { Status: 'Done', Due: null, Tags: [], Points: 2.5 },
  });
});
