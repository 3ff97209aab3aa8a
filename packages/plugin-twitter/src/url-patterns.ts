import { topLevelDomains } from './top-level-domains.ts';

const invalid = '\\uFFFE\\uFEFF\\uFFFF';
const directional = '\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069';
const space = '\\t-\\r \\x85\\xA0\\u1680\\u180E\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000';
const punctuation = "!'#%&()*+,\\\\\\-./:;<=>?@\\[\\]^_{|}~$";
const latinAccents =
  '\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\xFF\\u0100-\\u024F\\u0253\\u0254\\u0256\\u0257\\u0259\\u025B\\u0263\\u0268\\u026F\\u0272\\u0289\\u028B\\u02BB\\u0300-\\u036F\\u1E00-\\u1EFF';
const cyrillic = '\\u0400-\\u04FF';

const letter = `[^${punctuation}${space}${invalid}${directional}]`;
const subdomain = `(?:(?:${letter}(?:[_-]|${letter})*)?${letter}\\.)`;
const domainName = `(?:(?:${letter}(?:-|${letter})*)?${letter}\\.)`;
const topLevel = `(?:(?:${topLevelDomains.join('|')})(?=[^0-9a-zA-Z@+-]|$)|xn--[-0-9a-z]+)`;

const pathCharacter = `[a-z${cyrillic}0-9!*';:=+,.$/%#\\[\\]\\-\\u2013_~@|&${latinAccents}]`;
const parentheses = `\\((?:${pathCharacter}+|${pathCharacter}*\\(${pathCharacter}+\\)${pathCharacter}*)\\)`;
const pathEnd = `(?:[+\\-a-z${cyrillic}0-9=_#/${latinAccents}]|${parentheses})`;
const path = `(?:${pathCharacter}*(?:${parentheses}${pathCharacter}*)*${pathEnd}|@${pathCharacter}+/)`;
const query = "\\?[a-z0-9!?*'@();:&=+$/%#\\[\\]\\-_.,~|]*[a-z0-9\\-_&=#/]";

/** A URL as X recognises it, with or without a protocol; groups: before, url, protocol, domain, path. */
export const urlPattern = new RegExp(
  `(?<before>[^A-Za-z0-9@＠$#＃${invalid}]|[${directional}]|^)` +
    `(?<url>(?<protocol>https?://)?(?<domain>${subdomain}*${domainName}${topLevel})(?::[0-9]+)?(?<path>/${path}*)?(?:${query})?)`,
  'gi',
);

/** The part of a domain without a protocol that X makes a link of. */
export const asciiDomainPattern = new RegExp(`(?:[-a-z0-9${latinAccents}]+\\.)+${topLevel}`, 'gi');

/** A link of X's own shortener, which ends where its key and query end. */
export const shortenedUrlPattern = new RegExp(`^https?://t\\.co/(?<key>[a-z0-9]+)(?:${query})?`, 'i');
