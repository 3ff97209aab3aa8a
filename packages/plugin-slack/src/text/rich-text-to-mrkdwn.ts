import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { type Fields, fieldsIn, isFields } from './fields-in.ts';
import { textOf } from './text-of.ts';

/**
 * A `rich_text` block, or a part of it, in Slack's own text format.
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function richTextToMrkdwn(block: Fields, depth: number): string {
  if (depth === 0) return '';
  const parts = () => fieldsIn(block.elements).map((element) => richTextToMrkdwn(element, depth - 1));
  switch (block.type) {
    case 'rich_text':
      return parts().join('\n');
    case 'rich_text_section':
      return parts().join('').replace(/\n$/, '');
    case 'rich_text_list':
      return listText(block, parts());
    case 'rich_text_preformatted':
      return `\`\`\`\n${parts().join('')}\n\`\`\``;
    case 'rich_text_quote':
      return parts().join('').replaceAll(/^/gm, '> ');
    default:
      return styled(elementText(block), block.style);
  }
}

function listText({ style, indent, offset }: Fields, items: readonly string[]): string {
  const margin = '  '.repeat(Math.min(8, countOf(indent)));
  const bullet = (index: number) => (style === 'ordered' ? `${countOf(offset) + index + 1}.` : '•');
  return items.map((item, index) => `${margin}${bullet(index)} ${item}`).join('\n');
}

function countOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? Math.floor(value) : 0;
}

function elementText(element: Fields): string {
  const { type, text, url, name, range, fallback, value } = element;
  switch (type) {
    case 'text':
      return escapeMrkdwn(textOf(text));
    case 'link':
      return textOf(text)
        ? `<${escapeMrkdwn(textOf(url))}|${escapeMrkdwn(textOf(text))}>`
        : `<${escapeMrkdwn(textOf(url))}>`;
    case 'user':
      return `<@${wordOf(element.user_id)}>`;
    case 'channel':
      return `<#${wordOf(element.channel_id)}>`;
    case 'usergroup':
      return `<!subteam^${wordOf(element.usergroup_id)}>`;
    case 'broadcast':
      return `<!${wordOf(range)}>`;
    case 'emoji':
      return `:${wordOf(name)}:`;
    case 'date':
      return escapeMrkdwn(textOf(fallback));
    case 'color':
      return escapeMrkdwn(textOf(value));
    default:
      return '';
  }
}

/** Ids and names of emoji stand between signs of the format, so nothing else may. */
function wordOf(value: unknown): string {
  return textOf(value).replaceAll(/[^\w+'-]/g, '');
}

const styles = [
  ['code', '`'],
  ['strike', '~'],
  ['italic', '_'],
  ['bold', '*'],
] as const;

/** Marks stand at the words, not at the spaces around them. */
function styled(text: string, style: unknown): string {
  if (!isFields(style) || text.trim() === '') return text;
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  const marked = styles.reduce(
    (inner, [name, mark]) => (style[name] === true ? mark + inner + mark : inner),
    words,
  );
  return before + marked + after;
}
