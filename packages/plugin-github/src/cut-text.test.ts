import { expect, it } from 'vitest';
import { cutText } from './cut-text.ts';

it.each([
  ['a text that fits', 'one\ntwo\n', 0, 8, 'one\ntwo\n', undefined],
  ['a text at the end of a line', 'one\ntwo\nthree', 0, 9, 'one\ntwo\n', 8],
  ['the rest', 'one\ntwo\nthree', 8, 9, 'three', undefined],
  ['a line that is too long, within', 'x'.repeat(10), 0, 4, 'xxxx', 4],
  ['no character in two', 'ab😀cd', 0, 3, 'ab', 2],
  ['nothing beyond the end', 'abc', 99, 4, '', undefined],
])('cuts %s', (_, ...[text, offset, most, part, next]) => {
  expect(cutText(text, offset, most)).toEqual(next === undefined ? { part } : { part, next });
});

it('loses nothing, whatever the size of the parts', () => {
  const text = '解析機関\n😀😀😀\n\nlong line of text without an end';
  for (let most = 1; most < 20; most += 1) {
    let whole = '';
    let offset: number | undefined = 0;
    while (offset !== undefined) {
      const cut = cutText(text, offset, most);
      whole += cut.part;
      offset = cut.next;
    }
    expect(whole).toBe(text);
  }
});
