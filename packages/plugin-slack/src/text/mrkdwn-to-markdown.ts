import { unescapeText } from './unescape-text.ts';

/** What people and channels that a text mentions are called, by their ids. */
export type Names = ReadonlyMap<string, string>;

const code = /(```[\s\S]*?```|`[^`\n]+`)/;
const tokenOrEntity = /<([^<>\n]*)>|&(amp|lt|gt);/g;

/**
 * Slack's own format as Markdown that a person can read: mentions by name, links written out, `*bold*` as `**bold**`.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function mrkdwnToMarkdown(mrkdwn: string, names: Names): string {
  return mrkdwn
    .split(code)
    .map((part, index) => {
      const isCode = index % 2 === 1;
      return readable(isCode ? part : emphasized(part), names, isCode);
    })
    .join('');
}

/** The ids of the people whom a text mentions. */
export function mentionedPeople(mrkdwn: string): string[] {
  return [...mrkdwn.matchAll(/<@([UW][A-Z0-9]+)/g)].flatMap(([, id]) => id ?? []);
}

function emphasized(text: string): string {
  return text
    .replaceAll(/(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])/g, '**$1**')
    .replaceAll(/(?<![\w~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\w~])/g, '~~$1~~');
}

function readable(text: string, names: Names, isCode: boolean): string {
  return text.replaceAll(tokenOrEntity, (whole, token: string | undefined, entity: string | undefined) => {
    if (entity !== undefined) return unescapeText(whole);
    return token && /^(?:[@#!]|[a-z][\w+.-]*:)/i.test(token) ? readToken(token, names, isCode) : whole;
  });
}

function readToken(token: string, names: Names, isCode: boolean): string {
  const [target = '', ...rest] = token.split('|');
  const label = unescapeText(rest.join('|'));
  const id = target.slice(1);
  if (target.startsWith('@')) return `@${names.get(id) ?? (label || id)}`;
  if (target.startsWith('#')) return `#${label || names.get(id) || id}`;
  if (target.startsWith('!')) return special(id, label);
  const address = unescapeText(target).replace(/^(?:mailto|tel):/, '');
  if (!/^(?:https?|mailto|tel):/i.test(target)) return label || address;
  const isPlain = label === '' || label === address || isCode || address.endsWith(`//${label}`);
  return isPlain ? address : `[${label}](${unescapeText(target)})`;
}

/** `@here`, a group of people, a date in the reader's zone. */
function special(word: string, label: string): string {
  if (/^(?:here|channel|everyone)$/.test(word)) return `@${word}`;
  if (label !== '') return label.startsWith('@') || word.startsWith('date') ? label : `@${label}`;
  return `@${word.replace(/^subteam\^/, '')}`;
}
