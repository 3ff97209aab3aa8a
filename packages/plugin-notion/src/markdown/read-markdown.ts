import type { MarkdownIt, Token } from 'markdown-it';
import type { Block, Row, TextBlock, TextStyle } from './block.ts';
import { readCodeInfo } from './code-info.ts';
import { deepestLevel } from './markdown-parser.ts';
import { nestFolds } from './nest-folds.ts';
import { readInline } from './read-inline.ts';
import { readCheckbox, readMedia, readQuoted } from './read-special.ts';
import { type MarkdownNode, markdownTree } from './token-tree.ts';
import { TooDeep } from './too-deep.ts';

/** Reads Markdown as blocks. What Notion has no block for is kept as text. */
export function readMarkdown(parser: MarkdownIt, markdown: string): Block[] {
  const tokens = parser.parse(markdown, {});
  if (tokens.some(({ level }) => level >= deepestLevel)) throw new TooDeep();
  return blocksOf(markdownTree(tokens), parser);
}

function blocksOf(nodes: readonly MarkdownNode[], parser: MarkdownIt): Block[] {
  return nestFolds(nodes, {
    block: (node) => blocksOfNode(node, parser),
    text: (source) => readInline(inlineTokens(source, parser)),
  });
}

function blocksOfNode(node: MarkdownNode, parser: MarkdownIt): Block[] {
  const { token, children } = node;
  switch (token.type) {
    case 'paragraph_open':
      return [readMedia(inlineOf(node)) ?? textBlock('paragraph', spansOf(node))];
    case 'heading_open':
      return [textBlock(headingStyle(token.tag), spansOf(node))];
    case 'bullet_list_open':
      return children.map((item) => listItem(item, { style: 'bulleted_list_item', parser }));
    case 'ordered_list_open':
      return children.map((item) => listItem(item, { style: 'numbered_list_item', parser }));
    case 'blockquote_open':
      return [quote(node, parser)];
    case 'table_open':
      return [table(node)];
    default:
      return leaf(token);
  }
}

function leaf(token: Token): Block[] {
  switch (token.type) {
    case 'hr':
      return [{ type: 'divider' }];
    case 'fence':
      return [{ type: 'code', text: token.content.replace(/\n$/, ''), ...readCodeInfo(token.info) }];
    case 'code_block':
      return [{ type: 'code', text: token.content.replace(/\n$/, ''), language: 'plain text', caption: '' }];
    case 'equation_block':
      return [{ type: 'equation', expression: token.content }];
    default:
      return token.content.trim() === '' ? [] : [textBlock('paragraph', [{ text: token.content.trim() }])];
  }
}

function textBlock(style: TextStyle, spans: TextBlock['spans'], children: readonly Block[] = []): TextBlock {
  return { type: 'text', style, spans, children };
}

/** A paragraph that comes first is the block's own text. */
function holder(style: TextStyle, [first, ...rest]: readonly Block[]): TextBlock {
  if (first?.type === 'text' && first.style === 'paragraph') return textBlock(style, first.spans, rest);
  return textBlock(style, [], first ? [first, ...rest] : rest);
}

/** Notion has four levels; Markdown's fifth and sixth are the fourth. */
function headingStyle(tag: string): TextStyle {
  const styles = ['heading_1', 'heading_2', 'heading_3', 'heading_4'] as const;
  return styles[Number(tag.slice(1)) - 1] ?? 'heading_4';
}

function listItem(
  item: MarkdownNode,
  { style, parser }: { readonly style: TextStyle; readonly parser: MarkdownIt },
): TextBlock {
  const [first, ...rest] = item.children;
  if (first?.token.type !== 'paragraph_open' || readMedia(inlineOf(first)))
    return holder(style, blocksOf(item.children, parser));
  const box = style === 'bulleted_list_item' ? readCheckbox(inlineOf(first)?.content ?? '') : undefined;
  const children = blocksOf(rest, parser);
  if (!box) return textBlock(style, spansOf(first), children);
  const spans = readInline(inlineTokens(box.text, parser));
  return { ...textBlock('to_do', spans, children), checked: box.checked };
}

function quote({ children }: MarkdownNode, parser: MarkdownIt): TextBlock {
  const [first, ...rest] = children;
  const inline = first?.token.type === 'paragraph_open' ? inlineOf(first) : undefined;
  if (!first || !inline || readMedia(inline)) return holder('quote', blocksOf(children, parser));
  const callout = readQuoted(inline.content);
  if (!callout) return textBlock('quote', spansOf(first), blocksOf(rest, parser));
  const spans = readInline(inlineTokens(callout.text, parser));
  return { ...textBlock('callout', spans, blocksOf(rest, parser)), icon: callout.icon };
}

function table({ children }: MarkdownNode): Block {
  const rows = children.flatMap((part) => part.children).map((row): Row => row.children.map(spansOf));
  const [head, ...body] = rows;
  const hasHeader = head?.some((cell) => cell.length > 0) ?? false;
  return { type: 'table', hasHeader, rows: hasHeader || body.length === 0 ? rows : body };
}

function inlineOf({ children }: MarkdownNode): Token | undefined {
  return children[0]?.token;
}

function spansOf(node: MarkdownNode) {
  return readInline(inlineOf(node)?.children ?? []);
}

function inlineTokens(source: string, parser: MarkdownIt): readonly Token[] {
  return parser.parseInline(source, {})[0]?.children ?? [];
}
