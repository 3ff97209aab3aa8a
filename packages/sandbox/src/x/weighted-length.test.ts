import { expect, test } from 'vitest';
import { weightedLength } from './weighted-length.ts';

test.each([
  ['', 0],
  ['hello', 5],
  ['café', 4],
  ['cafe\u0301', 4],
  ['日本', 4],
  ['“quoted”', 8],
  ['…', 2],
  ['🙂', 2],
  ['👨‍👩‍👧‍👦', 2],
  ['🇨🇭', 2],
  ['👍🏽', 2],
  ['1️⃣', 2],
  ['https://example.com/a/very/long/path?with=a&query=string', 23],
  ['see https://example.com.', 28],
  ['see example.com/a', 27],
  ['not.a.domain', 12],
  ['a@example.com', 13],
])('%j counts %i', (text, length) => {
  expect(weightedLength(text)).toBe(length);
});
