import { expect, it } from 'vitest';
import { cutText } from './cut-text.ts';

it.each<[string, { text: string; offset?: number; most: number }, ReturnType<typeof cutText>]>([
  ['a text that fits', { text: 'one\ntwo\n', most: 8 }, { part: 'one\ntwo\n' }],
  ['a text at the end of a line', { text: 'one\ntwo\nthree', most: 9 }, { part: 'one\ntwo\n', next: 8 }],
  ['the rest', { text: 'one\ntwo\nthree', offset: 8, most: 9 }, { part: 'three' }],
  ['a line that is too long, within', { text: 'x'.repeat(10), most: 4 }, { part: 'xxxx', next: 4 }],
  ['no character in two', { text: 'ab😀cd', most: 3 }, { part: 'ab', next: 2 }],
  ['nothing beyond the end', { text: 'abc', offset: 99, most: 4 }, { part: '' }],
])('cuts %s', (_, given, expected) => {
  const { text, offset = 0, most } = given;
  expect(cutText(text, offset, most)).toEqual(expected);
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
