import { expect, it } from 'vitest';
import { loadMarkdown } from './load-markdown.ts';

it('makes no link that would run a script', async () => {
  const markdown = await loadMarkdown();
  const [block] = markdown.read('[x](javascript:alert(1))');
  expect(block).toMatchObject({ spans: [{ text: '[x](javascript:alert(1))' }] });
  const evil = {
    type: 'text',
    style: 'paragraph',
    spans: [{ text: 'x', link: 'javascript:alert(1)' }],
    children: [],
  } as const;
  expect(markdown.write([evil])).toBe('x');
});

it.each([
  ['stars', '*'.repeat(20_000)],
  ['brackets', '['.repeat(20_000)],
  ['dollars', '$a'.repeat(10_000)],
  ['ticks', '`a'.repeat(10_000)],
  ['angle brackets', '<'.repeat(20_000)],
  ['bars', '| a '.repeat(10_000)],
])('reads and writes a great many %s the same', async (_, content) => {
  const markdown = await loadMarkdown();
  const written = markdown.write(markdown.read(content));
  expect(markdown.write(markdown.read(written))).toBe(written);
});
