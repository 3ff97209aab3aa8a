import { isOpaque, isRandom } from './opaque-value.ts';

const mask = '[redacted]';

/** Ends of the names under which secrets travel in URLs, forms, JSON and headers: `access_token`, `refreshToken`, `X-Api-Key`. */
const secretNames = [
  'token|secret|password|passwd|passphrase|pwd|authorization|cookie|credentials?|assertion|verifier|signature|sig|binding',
  '(?:api|access|private|encryption|account|master)[-_]?key|session[-_]?id|(?:device|user|auth|authorization)[-_]?code',
].join('|');

/** Quotes of strings in JSON, also in JSON that was put into a string. A closing quote may be missing: messages are cut. */
const quoted = [
  String.raw`"[^"\\]*(?:\\.[^"\\]*)*"?`,
  String.raw`'[^'\\]*(?:\\.[^'\\]*)*'?`,
  String.raw`\\+["'][^"'\\]*`,
].join('|');
const scheme = '(?:Bearer|Basic|Bot|Token|Digest)';
const bare = String.raw`(?:${scheme}\s{1,4})?(?:\[redacted\]|[^\s"'&,;<>{}()\[\]\\]+)`;
const separator = String.raw`\\*["']?\s{0,4}(?:[=:]|%3[AD])\s{0,4}`;

/** None of these looks further back than its own start, so that they stay linear in whatever a provider sends. */
const userInfo = /:\/\/[^\s/?#@]+@/g;
const headerLine =
  /(?<![\w-])((?:proxy-)?authorization|(?:set-)?cookie)(\s{0,4}[:=]\s{0,4})(?!["'\\\s])[^\r\n]+/gi;
const namedValue = new RegExp(
  String.raw`(?<![\w-])([\w-]*(?:${secretNames})${separator})(?:${quoted}|(${bare}))`,
  'gi',
);
/** Names that mean something else as often; `code` in a URL is a secret, in an error it is not. */
const ambiguousValue = new RegExp(
  String.raw`(?<![\w-])((?:code|state|key|session|nonce)${separator})(${quoted}|${bare})`,
  'gi',
);
const schemedValue = new RegExp(String.raw`(?<![\w-])(${scheme})\s{1,4}([\w.~+/=-]{6,})`, 'gi');
const spokenValue = /(?<![\w-])((?:token|secret|password|key)\s{1,4})([\w.~+/=-]{8,})/gi;
/** Tokens that are known by their first letters: Google, Slack, GitHub, GitLab, Notion, Atlassian, Linear, Stripe, AWS and others, and any JWT. */
const knownToken =
  /(?<![A-Za-z\d])(?:ya29\.|1\/\/|GOCSPX-|AIza|xox[a-z]-|xoxe[.-]|xapp-|gh[oprsu]_|[a-z]+_pat_|gl(?:pat|oas|rt|dt|cbt|ptt|soat)-|ntn_|secret_|ATATT|ATCTT|lin_(?:api|oauth)_|[rs]k[-_]|AKIA|ASIA|EAA|shp[a-z]{2}_|hf_|npm_|pypi-|SG\.|eyJ)[\w.~+/=-]{6,}/g;
const longRun = /[\w+/=.~%-]{20,}/g;

/**
 * Masks everything in a text that looks like a credential; the only way from a foreign text into our messages and logs.
 * What stays: words, numbers, dates, paths, UUIDs, and ids of up to nineteen characters. What goes beside credentials: long random ids and hashes.
 */
export function redact(text: string): string {
  return text
    .replace(userInfo, `://${mask}@`)
    .replace(headerLine, `$1$2${mask}`)
    .replace(namedValue, (whole, before: string, value: string | undefined) =>
      value !== undefined && isPlainWord(value)
        ? whole
        : `${before}${maskInside(whole.slice(before.length))}`,
    )
    .replace(ambiguousValue, (whole, before: string, value: string) =>
      isSecretCode(before, value) ? `${before}${maskInside(value)}` : whole,
    )
    .replace(schemedValue, (whole, name: string, value: string) =>
      hasShapeOfKey(value) ? `${name} ${mask}` : whole,
    )
    .replace(spokenValue, (whole, before: string, value: string) =>
      hasShapeOfKey(value) ? `${before}${mask}` : whole,
    )
    .replace(knownToken, (whole) => (hasShapeOfKey(whole) ? mask : whole))
    .replace(longRun, maskOpaque);
}

/** Said of a secret rather than being one: `token: expired`. */
function isPlainWord(value: string): boolean {
  return /^(?:null|undefined|true|false|none|missing|expired|invalid|required|revoked|refused|unknown)[.!]?$/i.test(
    value,
  );
}

/** The mask within the quotes that the value had. */
function maskInside(value: string): string {
  const opening = /^\\*["']/.exec(value)?.[0] ?? '';
  const closing = opening !== '' && value.length > opening.length && value.endsWith(opening) ? opening : '';
  return `${opening}${mask}${closing}`;
}

/** In a URL or a form: unless it is a short number. Elsewhere: unless it is an error's constant, a number or a word. */
function isSecretCode(before: string, value: string): boolean {
  const content = value.replaceAll(/^\\*["']|\\*["']$/g, '');
  if (isPlainWord(content)) return false;
  if (/(?:=|%3D)\s*$/i.test(before)) return !/^\d{0,5}$/.test(content);
  if (/^[A-Z][A-Z\d_]{1,15}$/.test(content)) return false;
  return content.length >= 6 && /\d/.test(content) && /[A-Za-z]/.test(content);
}

/** Not a word of a sentence (`Basic authentication`, `token expired`). */
function hasShapeOfKey(value: string): boolean {
  return /\d|.[A-Z]|=/.test(value) || value.length > 24;
}

/** Masks the opaque parts of a path or a run; beside one, also those that are too short to be told alone. */
function maskOpaque(run: string): string {
  const segments = run.split('/');
  if (!segments.some(isOpaque)) return run;
  return segments
    .map((segment) => (isOpaque(segment) || (segment.length >= 8 && isRandom(segment)) ? mask : segment))
    .join('/');
}
