import type { MarkdownIt } from 'markdown-it';
import type { Block, Row, TextBlock } from './block.ts';
import { noteWord, wordOfIcon } from './callout-icons.ts';
import { writeCodeInfo } from './code-info.ts';
import { cares } from './escape-text.ts';
import { readMarkdown } from './read-markdown.ts';
import { sameBlocks } from './same-blocks.ts';
import { normalSpans } from './span.ts';
import { type InlinePlace, writeInline, writeUrl } from './write-inline.ts';

/** Writes blocks as Markdown. Each text is written as plainly as it can be read back the same. */
export function writeMarkdown(parser: MarkdownIt, blocks: readonly Block[]): string {
  let number = 0;
  let previous: Block | undefined;
  let text = '';
  for (const block of blocks) {
    number = isItem(block, 'numbered_list_item') ? number + 1 : 0;
    const written = writeBlock(parser, { block, number });
    if (written === '') continue;
    text += previous ? `${joint(previous, block)}${written}` : written;
    previous = block;
  }
  return text;
}

function isItem(block: Block, style: TextBlock['style']): boolean {
  return block.type === 'text' && block.style === style;
}

function isBullet(block: Block): boolean {
  return isItem(block, 'bulleted_list_item') || isItem(block, 'to_do');
}

function joint(previous: Block, next: Block): string {
  const isNumbered = isItem(previous, 'numbered_list_item') && isItem(next, 'numbered_list_item');
  return isNumbered || (isBullet(previous) && isBullet(next)) ? '\n' : '\n\n';
}

function writeBlock(
  parser: MarkdownIt,
  { block, number }: { readonly block: Block; readonly number: number },
) {
  switch (block.type) {
    case 'text':
      return writeText(parser, { block, number });
    case 'divider':
      return '---';
    case 'equation':
      return `$$\n${block.expression}\n$$`;
    case 'code':
      return writeFence(block);
    case 'note':
      return `> [!${noteWord}]\n> ${block.text.replaceAll(/\s+/g, ' ')}`;
    default:
      return writeChecked(parser, block);
  }
}

function writeFence({ text, language, caption }: Block & { readonly type: 'code' }): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${writeCodeInfo(language, caption)}\n${text === '' ? '' : `${text}\n`}${fence}`;
}

/** Tables and media: with as few escapes as are read back the same. */
function writeChecked(parser: MarkdownIt, block: Block & { readonly type: 'table' | 'media' }): string {
  let written = '';
  for (const care of cares) {
    const place = { care, oneLine: true };
    written = block.type === 'table' ? writeTable(block, place) : writeMedia(block, place);
    if (sameBlocks(readMarkdown(parser, written), [block])) break;
  }
  return written;
}

function writeTable({ rows, hasHeader }: Block & { readonly type: 'table' }, place: InlinePlace): string {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const line = (row: Row) => {
    const cells = Array.from({ length: width }, (_, index) => writeCell(row[index] ?? [], place));
    return `| ${cells.join(' | ')} |`;
  };
  const all = hasHeader ? rows : [[], ...rows];
  const [head = '', ...body] = all.map(line);
  return [head, `|${' --- |'.repeat(width)}`, ...body].join('\n');
}

/** A cell ends at any bar without a backslash before it, also within code. */
function writeCell(cell: Row[number], place: InlinePlace): string {
  return writeInline(normalSpans(cell), place).replaceAll('\\|', '|').replaceAll('|', '\\|');
}

function writeMedia({ kind, url, caption }: Block & { readonly type: 'media' }, place: InlinePlace): string {
  const spans = normalSpans(caption);
  if (kind === 'image') return `![${writeInline(spans, place)}](${writeUrl(url)})`;
  const words = spans.length > 0 ? writeInline(spans, place) : url.replaceAll(/[[\]\\]/g, '\\$&');
  return `[${words}](${writeUrl(url)} "${kind}")`;
}

function writeText(parser: MarkdownIt, { block, number }: { block: TextBlock; number: number }): string {
  const wanted = { ...block, spans: normalSpans(block.spans), children: [] };
  if (block.style === 'paragraph' && wanted.spans.length === 0 && block.children.length === 0) return '';
  let line = '';
  for (const care of cares) {
    line = writeInline(wanted.spans, { care, oneLine: isOneLine(block) });
    if (sameBlocks(readMarkdown(parser, frame(block, { line, number, inside: '' })), [wanted])) break;
  }
  return frame(block, { line, number, inside: writeMarkdown(parser, block.children) });
}

function isOneLine({ style }: TextBlock): boolean {
  return style.startsWith('heading_') || style === 'toggle';
}

interface Filling {
  readonly line: string;
  readonly number: number;
  readonly inside: string;
}

/** A written line and what is inside, with the signs of the block's style. */
function frame(block: TextBlock, { line, number, inside }: Filling): string {
  switch (block.style) {
    case 'paragraph':
      return [line, inside].filter((part) => part !== '').join('\n\n');
    case 'bulleted_list_item':
      return item('-', { line, inside, block });
    case 'numbered_list_item':
      return item(`${number}.`, { line, inside, block });
    case 'to_do':
      return item(block.checked ? '- [x]' : '- [ ]', { line, inside, block, indent: 2 });
    case 'quote':
      return quoted([line, inside].filter((part) => part !== '').join('\n\n'));
    case 'callout': {
      const mark = `[!${wordOfIcon(block.icon ?? '💡')}]`;
      return quoted(
        [line === '' ? mark : `${mark}\n${line}`, inside].filter((part) => part !== '').join('\n\n'),
      );
    }
    case 'toggle':
      return fold(line, inside);
    default: {
      const heading = marked('#'.repeat(Number(block.style.slice(-1))), line);
      return block.folds
        ? fold(heading, inside)
        : [heading, inside].filter((part) => part !== '').join('\n\n');
    }
  }
}

function item(
  marker: string,
  { line, inside, block, indent }: { line: string; inside: string; block: TextBlock; indent?: number },
): string {
  const [first] = block.children;
  const startsList = first !== undefined && (isBullet(first) || isItem(first, 'numbered_list_item'));
  const gap = line === '' || startsList ? '\n' : '\n\n';
  const margin = ' '.repeat(indent ?? marker.length + 1);
  const text = marked(marker, line) + (inside === '' ? '' : gap + inside);
  return text.replaceAll(/\n(?=[^\n])/g, `\n${margin}`);
}

/** Spaces at the end of the text are kept, unlike the one behind a sign that nothing follows. */
function marked(sign: string, line: string): string {
  return line === '' ? sign : `${sign} ${line}`;
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

function fold(title: string, inside: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${inside === '' ? '' : `${inside}\n\n`}</details>`;
}
