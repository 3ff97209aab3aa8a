import { afterAll, beforeAll, expect, it } from 'vitest';
import { sandboxPlace } from '../test/sandbox-place.ts';
import { loadMarkdown } from './markdown/load-markdown.ts';

let place: Awaited<ReturnType<typeof sandboxPlace>>;

beforeAll(async () => {
  place = await sandboxPlace();
  await place.connectByToken();
});

afterAll(() => place.close());

it.each([
  ['HTML', '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> <b>bold</b>'],
  ['bidirectional signs', 'safe \u202etxt.exe\u202c \u2066x\u2069'],
  ['surrogates and joined emoji', '👩‍👩‍👧‍👦 🇪🇸 \u{1F600}'],
  ['what looks like escapes', '\\\\ \\* \\n \\u0041 &lt;b&gt; %2e%2e'],
  ['a link with quotes', '[a](https://example.com/?q="x"&y=<z>)'],
])('keeps the words of %s', async (_, content) => {
  const title = `${content.slice(0, 20)}`.replaceAll(/\s/g, ' ');
  const { id } = await place.sidecar.run('pages_create', { parent: 'Plans', title, content });
  const page = await place.sidecar.run('pages_read', { page: id });
  expect(page.title).toBe(title);
  const markdown = await loadMarkdown();
  expect(markdown.read(page.content)).toEqual(markdown.read(content));
});

it('takes line ends of any system', async () => {
  const { id } = await place.sidecar.run('pages_create', {
    parent: 'Plans',
    title: 'CRLF',
    content: '# a\r\n\r\nb\rc',
  });
  await expect(place.sidecar.run('pages_read', { page: id })).resolves.toHaveProperty(
    'content',
    '# a\n\nb\nc',
  );
});

it.each([
  ['lists', '- '.repeat(400)],
  ['quotes', '> '.repeat(2000)],
  ['toggles', '<details>\n'.repeat(3_000)],
])('refuses %s that are nested without end', async (_, content) => {
  await expect(
    place.sidecar.run('pages_create', { parent: 'Plans', title: 'Deep', content: `${content}x` }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('nested too deeply'),
  });
});

it('refuses a text with more formatted pieces than Notion takes, and says what to do', async () => {
  const content = '**a** b '.repeat(80);
  await expect(
    place.sidecar.run('pages_create', { parent: 'Plans', title: 'Pieces', content }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('Notion takes 100'),
    nextAction: expect.stringContaining('several paragraphs'),
  });
});

it.each([
  ['pages_read', { page: '' }],
  ['pages_read', { page: 'x', cursor: '../x' }],
  ['pages_read', { page: null }],
  ['pages_create', { title: 'x', parent: 'a', database: 'b' }],
  ['pages_create', { title: 'x', properties: { a: { b: 1 } } }],
  ['pages_update', { page: 'x', content_mode: 'prepend' }],
  ['database_query', { database: 'x', filters: [{ property: 'a', operator: 'like', value: 1 }] }],
  ['database_query', { database: 'x', limit: 101 }],
  ['database_query', { database: 'x', filters: [{ property: 'a', extra: 1 }] }],
])('refuses %s with %j before anything is sent', async (tool, input) => {
  const before = place.calls().length;
  await expect(place.sidecar.runByName(tool, input)).rejects.toMatchObject({ code: 'invalid_input' });
  expect(place.calls()).toHaveLength(before);
});

it('refuses content longer than anybody writes', async () => {
  await expect(
    place.sidecar.run('pages_create', { title: 'x', parent: 'Plans', content: 'a'.repeat(200_001) }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
});

it('refuses properties outside a database, and those of Object’s own', async () => {
  for (const name of ['Status', 'constructor', 'toString'])
    await expect(
      place.sidecar.runByName('pages_create', {
        title: 'x',
        parent: 'Plans',
        properties: JSON.parse(`{"${name}":"x"}`),
      }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
});
