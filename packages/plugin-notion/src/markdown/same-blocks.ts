import type { Block } from './block.ts';
import { normalSpans } from './span.ts';

/** Whether two lists of blocks say the same. */
export function sameBlocks(first: readonly Block[], second: readonly Block[]): boolean {
  return JSON.stringify(first.map(normalBlock)) === JSON.stringify(second.map(normalBlock));
}

/** A block in the one form in which Markdown can say it. */
export function normalBlock(block: Block): Block {
  switch (block.type) {
    case 'text':
      return {
        type: 'text',
        style: block.style,
        spans: normalSpans(block.spans),
        children: block.children.map(normalBlock),
        checked: block.checked ?? false,
        icon: block.icon ?? '',
        folds: block.folds ?? false,
      };
    case 'table':
      return {
        type: 'table',
        hasHeader: block.hasHeader,
        rows: block.rows.map((row) => row.map(normalSpans)),
      };
    case 'media':
      return { type: 'media', kind: block.kind, url: block.url, caption: normalSpans(block.caption) };
    case 'code':
      return { type: 'code', text: block.text, language: block.language, caption: block.caption };
    default:
      return block;
  }
}
