import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allParts, type MimePart, parseMime } from './mime-part.ts';

const read = (text: string) => parseMime(Buffer.from(text, 'latin1'));
const outline = ({ partId, mimeType, filename, parts }: MimePart): unknown[] => [
  partId,
  mimeType,
  filename,
  ...parts.map(outline),
];

describe('the MIME tree', () => {
  test('numbers nested parts as Gmail does and leaves preamble and epilogue out', () => {
    const tree = read(
      'Content-Type: multipart/mixed; boundary="a b"\r\n\r\npreamble\r\n--a b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n' +
        '--c\r\n\r\nplain\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>\r\n--c--\r\n\r\n--a b  \r\nContent-Type: image/png; name=x.png\r\n\r\nPNG\r\n--a b--\r\nepilogue',
    );
    expect(outline(tree)).toEqual([
      '',
      'multipart/mixed',
      '',
      ['0', 'multipart/alternative', '', ['0.0', 'text/plain', ''], ['0.1', 'text/html', '']],
      ['1', 'image/png', 'x.png'],
    ]);
    expect(allParts(tree).map(({ content }) => content.toString())).toEqual(['', '', 'plain', '<p>', 'PNG']);
  });

  test('takes an unclosed last part, a boundary that begins like another one, and bare line feeds', () => {
    const tree = read('Content-Type: multipart/mixed; boundary=x\n\n--x\n\none\n--xy\nstill one\n--x\n\ntwo');
    expect(tree.parts.map(({ content }) => content.toString())).toEqual(['one\n--xy\nstill one', 'two']);
  });

  test('reads a multipart without a boundary, or without its parts, as text', () => {
    expect(read('Content-Type: multipart/mixed\n\nhello').content.toString()).toBe('hello');
    expect(read('Content-Type: multipart/mixed; boundary=x\n\nhello').content.toString()).toBe('hello');
  });

  test('gives the parts of a digest their own default type', () => {
    const tree = read('Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: inside\n\nhello\n--x--');
    expect(outline(tree)).toEqual([
      '',
      'multipart/digest',
      '',
      ['0', 'message/rfc822', '', ['0.0', 'text/plain', '']],
    ]);
  });

  test.each([
    ['=?utf-8?Q?caf=C3=A9?=', 'café'],
    ['=?iso-8859-1?q?caf=E9?= au lait', 'café au lait'],
    ['=?utf-8?B?5pel?= =?utf-8?B?5pys?=', '日本'],
    // Half a character in each word, as some senders write it.
    ['=?utf-8?B?5pc=?= =?utf-8?B?pQ==?=', '日'],
    ['a =?nonsense', 'a =?nonsense'],
    ['=?x-unknown-charset?Q?a_b?=', 'a b'],
  ])('decodes the header %s', (value, expected) => {
    expect(read(`Subject: ${value}\n\n`).headers).toEqual([{ name: 'Subject', value: expected }]);
  });

  test.each([
    ['attachment; filename="a;b.txt"', 'a;b.txt'],
    ['attachment; filename=plain.txt', 'plain.txt'],
    ["attachment; filename*=utf-8''na%C3%AFve.txt", 'naïve.txt'],
    ['attachment; filename*0="long "; filename*1="name.txt"', 'long name.txt'],
    ["attachment; filename*1*=%20b.txt; filename*0*=iso-8859-1'de'%FC", 'ü b.txt'],
    ['attachment; filename="=?utf-8?Q?caf=C3=A9.txt?="', 'café.txt'],
    ['attachment; filename="unclosed', 'unclosed'],
  ])('reads the file name of %s', (disposition, expected) => {
    expect(read(`Content-Disposition: ${disposition}\n\nx`).filename).toBe(expected);
  });

  test('undoes quoted-printable with soft line breaks and trailing blanks', () => {
    const tree = read(
      'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\na=\nb =E2=82=AC  \nc=20\n=ZZ',
    );
    expect(tree.content.toString()).toBe('ab €\nc \n=ZZ');
  });

  test('keeps the bytes of a text attachment as they are', () => {
    const tree = read('Content-Type: text/plain; charset=iso-8859-1; name=a.txt\n\n\xe9');
    expect(tree.content).toEqual(Buffer.from([0xe9]));
  });

  test('never throws and never nests or splits without end', () => {
    const line = fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=x',
      'Content-Type: multipart/mixed; boundary=',
      'Content-Type: message/rfc822',
      'Content-Type: text/html; charset=utf-7',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename*0*=%',
      '--x',
      '--x--',
      '',
      ' folded',
      'Subject: =?utf-8?B?!!!?=',
    );
    const text = fc.oneof(
      fc.array(line).map((lines) => lines.join('\n')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (raw) => allParts(read(raw)).length <= 1_000),
      { numRuns: 1_000 },
    );
    const deep = Array.from(
      { length: 500 },
      (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n`,
    );
    expect(allParts(read(deep.join(''))).length).toBeLessThan(30);
    expect(
      allParts(read(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(5_000)}`)).length,
    ).toBeLessThanOrEqual(1_001);
  });
});
