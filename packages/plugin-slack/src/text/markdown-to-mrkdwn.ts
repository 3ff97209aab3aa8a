import { escapeMrkdwn } from './escape-mrkdwn.ts';

const code = /```[\s\S]*?```|`[^`\n]+`/;
const link =
  /!?\[(?<label>[^[\]\n]*)\]\((?<address>(?:https?:\/\/|mailto:)[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)\)/;
const autolink = /<(?<bare>(?:https?:\/\/|mailto:)[^\s<>|]+)>/;
/** People and channels by id; `<!channel>` and its like are text, so that nobody is alarmed by mistake. */
const mention = /<(?<mentioned>[@#][UWC][A-Z0-9]{7,20})>/;
const wholes = new RegExp([code, link, autolink, mention].map(({ source }) => source).join('|'), 'g');

/** Stands for a part that is done; texts that hold it lose it. */
const mark = '\u0003';
/** Keeps bold apart from italics until both are written. */
const bold = '\u0002';

/**
 * Markdown in Slack's own format: emphasis, headings, lists, links and code. What Slack has no counterpart for stays as it is.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function markdownToMrkdwn(markdown: string): string {
  const done: string[] = [];
  const text = markdown
    .replaceAll('\r\n', '\n')
    .replaceAll(mark, '')
    .replaceAll(bold, '')
    .replaceAll(wholes, (...found) => {
      const groups: Readonly<Record<string, string | undefined>> = found.at(-1);
      done.push(wholePart(String(found[0]), groups));
      return mark;
    });
  const parts = done.values();
  return plainPart(text).replaceAll(mark, () => parts.next().value ?? '');
}

function wholePart(
  part: string,
  { label, address, bare, mentioned }: Readonly<Record<string, string | undefined>>,
) {
  if (mentioned !== undefined) return `<${mentioned}>`;
  if (bare !== undefined) return `<${escapeMrkdwn(bare)}>`;
  if (address === undefined) return codePart(part);
  const target = escapeMrkdwn(address).replaceAll('|', '%7C');
  return label?.trim()
    ? `<${target}|${emphasized(escapeMrkdwn(label)).replaceAll('|', '¦')}>`
    : `<${target}>`;
}

/** Slack knows no languages of code blocks. */
function codePart(part: string): string {
  return escapeMrkdwn(part.replace(/^```[\w+#.-]*\n/, '```\n'));
}

function plainPart(text: string): string {
  const quotes = escapeMrkdwn(text).replaceAll(/^(?:[ \t]*&gt;)+/gm, (quote) =>
    quote.replaceAll('&gt;', '>'),
  );
  const headings = quotes.replaceAll(/^ {0,3}#{1,6}[ \t]+(\S[^\n]*)$/gm, (_, title: string) => {
    const words = title
      .replace(/[ \t]+#+[ \t]*$/, '')
      .replaceAll('**', '')
      .trim();
    return `**${words}**`;
  });
  return emphasized(headings.replaceAll(/^([ \t]*)[-*+][ \t]+/gm, '$1• '));
}

function emphasized(text: string): string {
  return text
    .replaceAll(/\*\*(?=\S)([^*\n]*[^\s*])\*\*/g, `${bold}$1${bold}`)
    .replaceAll(/(?<!\w)__(?=\S)([^_\n]*[^\s_])__(?!\w)/g, `${bold}$1${bold}`)
    .replaceAll(/(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])/g, '_$1_')
    .replaceAll(/~~(?=\S)([^~\n]*[^\s~])~~/g, '~$1~')
    .replaceAll(bold, '*');
}
