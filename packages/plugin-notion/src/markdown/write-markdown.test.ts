import { expect, it } from 'vitest';
import { loadMarkdown } from './load-markdown.ts';

const markdown = await loadMarkdown();

function written(text: string, look: object = {}): string {
  return markdown.write([{ type: 'text', style: 'paragraph', spans: [{ text, ...look }], children: [] }]);
}

it.each([
  'snake_case_name',
  '5 * 3 = 15',
  'costs $5',
  'a [note] (here)',
  'AT&T',
  '3 < 5 > 2',
  'C# and F#',
  '~10 %',
  'x | y',
  'wow!',
])('leaves %s as it is, since nothing in it is a sign', (text) => {
  expect(written(text)).toBe(text);
});

it.each([
  ['# no heading', '\\# no heading'],
  ['1. no list', '1\\. no list'],
  ['- no list', '\\- no list'],
  ['*not italic*', '\\*not italic\\*'],
  ['[x](y)', '\\[x\\](y)'],
  ['$x$', '\\$x\\$'],
  ['<b>', '&lt;b>'],
  ['&amp;', '&amp;amp;'],
  ['  spaces  ', '&#32;&#32;spaces&#32;&#32;'],
])('escapes what would be read as something else: %s', (text, escaped) => {
  expect(written(text)).toBe(escaped);
});

it('gives neighbours with looks room, so that they are read as they are', () => {
  const spans = [{ text: 'a' }, { text: '"b"', bold: true }, { text: 'c' }];
  const text = markdown.write([{ type: 'text', style: 'paragraph', spans, children: [] }]);
  expect(text).toBe('&#97;**"b"**&#99;');
  expect(markdown.read(text)).toMatchObject([{ spans }]);
});

it('leaves out paragraphs without text', () => {
  const empty = { type: 'text', style: 'paragraph', spans: [], children: [] } as const;
  expect(markdown.write([empty, { type: 'divider' }, empty])).toBe('---');
});

it('numbers each list from one', () => {
  expect(markdown.write(markdown.read('3. a\n4. b\n\ntext\n\n7. c'))).toBe('1. a\n2. b\n\ntext\n\n1. c');
});

it.each([
  ['```js\n1\n```', 'javascript'],
  ['```tsx\n1\n```', 'typescript'],
  ['```c++\n1\n```', 'c++'],
  ['```visual-basic\n1\n```', 'visual basic'],
  ['```\n1\n```', 'plain text'],
  ['```klingon\n1\n```', 'plain text'],
  ['    1', 'plain text'],
])('knows the language of %j', (text, language) => {
  expect(markdown.read(text)).toMatchObject([{ type: 'code', language, text: '1' }]);
});

it('keeps a language that Notion does not have as the caption', () => {
  expect(markdown.write(markdown.read('```klingon\nqapla\n```'))).toBe('```klingon\nqapla\n```');
});

it('shows HTML as text to whoever renders the Markdown', () => {
  const page = markdown.read('<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> and <b>bold</b>');
  expect(markdown.write(page)).not.toMatch(/<(?!br>)/);
  expect(markdown.read(markdown.write(page))).toEqual(page);
});

it('tells a quote from a callout', () => {
  const quote = markdown.write([
    { type: 'text', style: 'quote', spans: [{ text: '[!NOTE] x' }], children: [] },
  ]);
  expect(quote).toBe('> \\[!NOTE\\] x');
  expect(markdown.read(quote)).toMatchObject([{ style: 'quote' }]);
  expect(markdown.read('> [!NOTE] x')).toMatchObject([{ style: 'callout', icon: 'ℹ️' }]);
});
