import type { Block, TextBlock, TextStyle } from './block.ts';
import type { Span } from './span.ts';
import type { MarkdownNode } from './token-tree.ts';
import { TooDeep } from './too-deep.ts';

const deepestFold = 50;

interface Readers {
  readonly block: (node: MarkdownNode) => Block[];
  readonly text: (source: string) => Span[];
}

interface OpenFold {
  readonly blocks: Block[];
  title: string;
}

/** Reads siblings as blocks; what stands between `<details>` and `</details>` goes into a toggle. */
export function nestFolds(nodes: readonly MarkdownNode[], readers: Readers): Block[] {
  const top: OpenFold = { blocks: [], title: '' };
  const open: OpenFold[] = [top];
  for (const node of nodes) {
    const current = () => open.at(-1) ?? top;
    if (node.token.type !== 'html_block') current().blocks.push(...readers.block(node));
    else for (const piece of piecesOf(node.token.content)) takePiece(piece, { open, current, readers });
  }
  while (open.length > 1) close(open, readers);
  return top.blocks;
}

interface Place {
  readonly open: OpenFold[];
  readonly current: () => OpenFold;
  readonly readers: Readers;
}

function piecesOf(html: string): string[] {
  return html
    .split(/(<details(?:\s[^>]*)?>|<\/details>|<summary>[^\n]*<\/summary>)/i)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

function takePiece(piece: string, { open, current, readers }: Place): void {
  const [, title] = /^<summary>([^\n]*)<\/summary>$/i.exec(piece) ?? [];
  if (open.length > deepestFold) throw new TooDeep();
  if (/^<details[\s>]/i.test(piece)) open.push({ blocks: [], title: '' });
  else if (/^<\/details>$/i.test(piece) && open.length > 1) close(open, readers);
  else if (title !== undefined && open.length > 1) current().title = title;
  else current().blocks.push({ type: 'text', style: 'paragraph', spans: [{ text: piece }], children: [] });
}

function close(open: OpenFold[], readers: Readers): void {
  const fold = open.pop();
  if (fold) open.at(-1)?.blocks.push(foldBlock(fold, readers));
}

/** A title that begins like a heading makes a heading that can be folded. */
function foldBlock({ title, blocks }: OpenFold, readers: Readers): TextBlock {
  const [marker, signs] = /^(#{1,4})[ \t]+/.exec(title) ?? [];
  if (!marker || !signs)
    return { type: 'text', style: 'toggle', spans: readers.text(title), children: blocks };
  const style: TextStyle = `heading_${signs.length as 1 | 2 | 3 | 4}`;
  const spans = readers.text(title.slice(marker.length));
  return { type: 'text', style, spans, children: blocks, folds: true };
}
