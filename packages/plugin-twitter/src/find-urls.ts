import { punycodeLength } from './punycode-length.ts';
import { asciiDomainPattern, shortenedUrlPattern, urlPattern } from './url-patterns.ts';

/** A part of a text, by its UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const longestUrl = 4096;
const longestLabel = 63;
const longestShortenedKey = 40;

/**
 * The links that X would make of a text, in order.
 * @see https://github.com/twitter/twitter-text (its extraction rules)
 */
export function findUrls(text: string): Span[] {
  if (!text.includes('.')) return [];
  return [...text.matchAll(urlPattern)].flatMap((match) => {
    const { before = '', url = '', protocol, domain = '', path } = match.groups ?? {};
    const end = match.index + match[0].length;
    const start = end - url.length;
    if (!isDomain(domain) || (protocol ?? 'https://').length + url.length > longestUrl) return [];
    if (protocol) return spanWithProtocol(url, start);
    if (/[-_./]$/.test(before)) return [];
    const spans = [...domain.matchAll(asciiDomainPattern)].map(({ index, 0: found }) => ({
      start: start + index,
      end: start + index + found.length,
    }));
    const last = spans.at(-1);
    return last && path ? [...spans.slice(0, -1), { start: last.start, end }] : spans;
  });
}

function spanWithProtocol(url: string, start: number): Span[] {
  const shortened = shortenedUrlPattern.exec(url);
  if (!shortened) return [{ start, end: start + url.length }];
  if ((shortened.groups?.key ?? '').length > longestShortenedKey) return [];
  return [{ start, end: start + shortened[0].length }];
}

function isDomain(domain: string): boolean {
  if (domain.startsWith('xn--') && !domain.match(asciiDomainPattern)) return false;
  return domain.split('.').every((label) => label !== '' && punycodeLength(label) <= longestLabel);
}
