import type { Block, Row, TextBlock } from '../markdown/block.ts';
import { noteWord } from '../markdown/callout-icons.ts';
import { normalSpans } from '../markdown/span.ts';
import { invalidInput } from '../notion-errors.ts';
import { requireAddress } from './require-address.ts';
import { richTextFrom, richTextOf } from './rich-text.ts';

/** A block that is to be written: its own content, and apart from it the blocks inside. */
export interface DraftBlock {
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly children: readonly DraftBlock[];
}

const field = 'content';

/** Blocks in the form in which Notion takes them. */
export function draftBlocks(blocks: readonly Block[]): DraftBlock[] {
  return blocks.map(draftBlock);
}

function draftBlock(block: Block): DraftBlock {
  switch (block.type) {
    case 'text':
      return draftText(block);
    case 'code': {
      const { language, text, caption } = block;
      const captioned = caption === '' ? {} : { caption: richTextFrom(caption, field) };
      return leaf('code', { rich_text: richTextFrom(text, field), language, ...captioned });
    }
    case 'equation':
      return leaf('equation', { expression: block.expression });
    case 'table':
      return draftTable(block.rows, block.hasHeader);
    case 'media': {
      requireAddress(block.url, { field, isLink: false });
      const caption = richTextOf(normalSpans(block.caption), field);
      const captioned = caption.length > 0 ? { caption } : {};
      if (block.kind === 'bookmark' || block.kind === 'embed')
        return leaf(block.kind, { url: block.url, ...captioned });
      return leaf(block.kind, { type: 'external', external: { url: block.url }, ...captioned });
    }
    case 'divider':
      return leaf('divider', {});
    case 'note':
      throw invalidInput(field, 'it holds a note about a block that only Notion itself can make');
  }
}

function leaf(type: string, content: DraftBlock['content']): DraftBlock {
  return { type, content, children: [] };
}

function draftText({ style, spans, children, checked, icon, folds }: TextBlock): DraftBlock {
  if (icon === noteWord)
    throw invalidInput(
      field,
      `it holds a [!${noteWord}] note, which stands for a block that only Notion itself can make`,
      'Leave the note out, or write the rest with content_mode "append".',
    );
  const content = {
    rich_text: richTextOf(normalSpans(spans), field),
    ...(style === 'to_do' ? { checked: checked ?? false } : {}),
    ...(style === 'callout' && icon ? { icon: { type: 'emoji', emoji: icon } } : {}),
    ...(folds ? { is_toggleable: true } : {}),
  };
  return { type: style, content, children: draftBlocks(children) };
}

function draftTable(rows: readonly Row[], hasHeader: boolean): DraftBlock {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const children = rows.map((row) => {
    const cells = Array.from({ length: width }, (_, index) =>
      richTextOf(normalSpans(row[index] ?? []), field),
    );
    return leaf('table_row', { cells });
  });
  return { type: 'table', content: { table_width: width, has_column_header: hasHeader }, children };
}
