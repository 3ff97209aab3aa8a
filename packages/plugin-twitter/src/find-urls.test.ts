import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findUrls } from './find-urls.ts';

function linksOf(text: string): string[] {
  return findUrls(text).map(({ start, end }) => text.slice(start, end));
}

const japanese = '\u65E5\u672C\u8A9E';

// The expectations are those of X's published conformance suite.
it.each<[string, string, string[]]>([
  ['a link with a protocol', 'see http://google.com/#foo', ['http://google.com/#foo']],
  ['a domain of Japanese letters', `http://${japanese}.com`, [`http://${japanese}.com`]],
  [
    'domains without a protocol',
    'foo.com foo.co.jp t.co/abcde MLB.tv',
    ['foo.com', 'foo.co.jp', 't.co/abcde', 'MLB.tv'],
  ],
  ['no unknown top-level domains', 'foo.baz wwwww.xxxxxxx foo.comm foo.govedu http://no-tld', []],
  ['no file names, versions and abbreviations', 'index.html v1.2.3 e.g. this', []],
  ['no mail addresses', 'name.al-lastname@foo.com name.al+lastname@foo.com', []],
  ['nothing in tags and mentions', '#test.com @test.com #http://test.com @http://test.com', []],
  [
    'domains among Japanese words',
    `example.com${japanese}t.co/abcde${japanese}twitter.com`,
    ['example.com', 't.co/abcde', 'twitter.com'],
  ],
  [
    'a path in parentheses',
    '(http://en.wikipedia.org/wiki/Primer_(film)).',
    ['http://en.wikipedia.org/wiki/Primer_(film)'],
  ],
  [
    'no period or exclamation marks at the end',
    'http://twitter.com/. http://example.com/path/!!!!',
    ['http://twitter.com/', 'http://example.com/path/'],
  ],
  [
    'ports and queries',
    'http://somehost.com:3000 http://foo.com?#foo',
    ['http://somehost.com:3000', 'http://foo.com?#foo'],
  ],
  ['Cyrillic paths', 'http://twitter.com/\u0420\u0443\u0441', ['http://twitter.com/\u0420\u0443\u0441']],
  [
    'underscores and dashes in a subdomain',
    'http://sub_domain-dash.twitter.com',
    ['http://sub_domain-dash.twitter.com'],
  ],
  ['no underscore in the domain itself', 'http://twitter_underscore.com', []],
  [
    'no dash or underscore at the edge of a label',
    'http://-a.com http://a-.com http://_a.b.com http://a_.b.com',
    [],
  ],
  [
    'the end of a shortened link',
    "http://t.co/pbY2NfTZ's http://t.co/FNkPfmii-",
    ['http://t.co/pbY2NfTZ', 'http://t.co/FNkPfmii'],
  ],
  ['no shortened link with an impossible key', `https://t.co/${'a'.repeat(41)}`, []],
  ['no label longer than 63 letters', `http://${'a'.repeat(64)}.com`, []],
  ['a label of 63 letters', `http://${'a'.repeat(63)}.com`, [`http://${'a'.repeat(63)}.com`]],
  ['no label that ASCII makes too long', `http://${'\u3042\u3044\u3046'.repeat(30)}.com`, []],
  ['no punycode with other letters', 'http://xn--\u306F\u3058\u3081.com/index.html', []],
  ['no link of more than 4096 characters', `http://example.com/${'a'.repeat(4096)}`, []],
])('finds %s', (_, text, links) => {
  expect(linksOf(text)).toEqual(links);
});

it('finds spans in order that do not overlap and lie within the text', () => {
  const parts = fc.constantFrom(
    'http://',
    'a',
    '.com',
    '.',
    '/',
    '-',
    '_',
    '(',
    ')',
    '@',
    '#',
    ' ',
    japanese,
    '\u{1F637}',
    '?q=1',
    'xn--',
    '\uD800',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      let previousEnd = 0;
      for (const { start, end } of findUrls(text)) {
        expect(start).toBeGreaterThanOrEqual(previousEnd);
        expect(end).toBeGreaterThan(start);
        previousEnd = end;
      }
      expect(previousEnd).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 1000 },
  );
});
