import { type Block, type MediaKind, mediaKinds, type Row, type TextStyle } from '../markdown/block.ts';
import { isScript } from './is-script.ts';
import type { NotionBlock } from './read-blocks.ts';
import { plainText, spansOf } from './rich-text.ts';

/** Blocks as Markdown can say them, and what of them it cannot say. */
export interface BlockView {
  readonly blocks: Block[];
  /** The types of the blocks that would be lost if the Markdown were written back. */
  readonly losses: string[];
}

const textStyles: ReadonlySet<string> = new Set<TextStyle>([
  'paragraph',
  'heading_1',
  'heading_2',
  'heading_3',
  'heading_4',
  'bulleted_list_item',
  'numbered_list_item',
  'to_do',
  'quote',
  'callout',
  'toggle',
]);

/** Views Notion's blocks. Nothing is left out: what Markdown cannot say is there as a note, and what is inside follows it. */
export function viewBlocks(blocks: readonly NotionBlock[]): BlockView {
  const losses: string[] = [];
  return { blocks: blocks.flatMap((block) => viewBlock(block, losses)), losses };
}

function viewBlock(block: NotionBlock, losses: string[]): Block[] {
  if (block.isCut) losses.push('more blocks than can be read');
  const rest: Block[] = block.isCut
    ? [
        {
          type: 'note',
          text: `More blocks are inside the ${block.type} above; read the block ${block.id} as a page.`,
        },
      ]
    : [];
  const { type, content } = block;
  if (textStyles.has(type)) return [...viewText(block, type as TextStyle, losses), ...rest];
  switch (type) {
    case 'divider':
      return [{ type: 'divider' }];
    case 'equation':
      return [{ type: 'equation', expression: content.expression ?? '' }];
    case 'code':
      return [
        {
          type: 'code',
          text: plainText(content.rich_text),
          language: content.language ?? 'plain text',
          caption: plainText(content.caption),
        },
      ];
    case 'table':
      return [
        { type: 'table', rows: block.children.map(viewRow), hasHeader: content.has_column_header ?? false },
        ...rest,
      ];
    default:
      return viewOther(block, losses);
  }
}

function viewText(block: NotionBlock, style: TextStyle, losses: string[]): Block[] {
  const { content } = block;
  const children = block.children.flatMap((child) => viewBlock(child, losses));
  const spans = spansOf(content.rich_text);
  const facts = { type: 'text', style, spans } as const;
  if (style === 'to_do') return [{ ...facts, children, checked: content.checked ?? false }];
  if (style === 'callout') return [{ ...facts, children, icon: content.icon?.emoji ?? '💡' }];
  if (style.startsWith('heading_') && (content.is_toggleable || children.length > 0))
    return [{ ...facts, children, folds: true }];
  if (style !== 'paragraph' || children.length === 0) return [{ ...facts, children }];
  losses.push('indented paragraph');
  return [{ ...facts, children: [] }, ...children];
}

function viewRow({ content }: NotionBlock): Row {
  return (content.cells ?? []).map(spansOf);
}

function viewOther(block: NotionBlock, losses: string[]): Block[] {
  const { type, content } = block;
  const kind = mediaKinds.find((known) => known === type);
  const url = content.url ?? content.external?.url ?? content.file?.url;
  if (kind && url && !isScript(url)) {
    // The address of an uploaded file is valid for an hour, so it cannot be written back.
    if (content.file?.url) losses.push(`${type} (uploaded file)`);
    return [viewMedia(kind, url, block)];
  }
  losses.push(type === 'unsupported' ? (content.block_type ?? type) : type);
  if (type === 'link_preview' && url && !isScript(url)) return [viewMedia('bookmark', url, block)];
  const note: Block = { type: 'note', text: noteText(block) };
  return [note, ...block.children.flatMap((child) => viewBlock(child, losses))];
}

function viewMedia(kind: MediaKind, url: string, { content }: NotionBlock): Block {
  const caption = spansOf(content.caption);
  const named = caption.length === 0 && content.name ? [{ text: content.name }] : caption;
  return { type: 'media', kind, url, caption: named };
}

function noteText({ id, type, content, children }: NotionBlock): string {
  const title = content.title ? ` "${content.title}"` : '';
  const target = content.page_id ?? content.database_id;
  const kind = type === 'unsupported' && content.block_type ? content.block_type : type;
  const inside = children.length > 0 ? ', its contents follow' : '';
  return `${kind}${title} (${target ?? id})${inside}`;
}
