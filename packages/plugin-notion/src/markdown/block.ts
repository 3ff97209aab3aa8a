import type { Span } from './span.ts';

/** The styles of blocks that are a text with blocks inside. */
export type TextStyle =
  | 'paragraph'
  | 'heading_1'
  | 'heading_2'
  | 'heading_3'
  | 'heading_4'
  | 'bulleted_list_item'
  | 'numbered_list_item'
  | 'to_do'
  | 'quote'
  | 'callout'
  | 'toggle';

/** A text, and what is inside or under it. */
export interface TextBlock {
  readonly type: 'text';
  readonly style: TextStyle;
  readonly spans: readonly Span[];
  readonly children: readonly Block[];
  /** Of a to-do. */
  readonly checked?: boolean;
  /** Of a callout: one emoji. */
  readonly icon?: string;
  /** Of a heading that can be folded; only those hold blocks. */
  readonly folds?: boolean;
}

/** What is shown at a URL. */
export const mediaKinds = ['image', 'bookmark', 'embed', 'video', 'pdf', 'file', 'audio'] as const;

/** What is shown at a URL. */
export type MediaKind = (typeof mediaKinds)[number];

/** A block as Markdown can say it, between Notion's form and the text. */
export type Block =
  | TextBlock
  | { readonly type: 'code'; readonly text: string; readonly language: string; readonly caption: string }
  | { readonly type: 'divider' }
  | { readonly type: 'equation'; readonly expression: string }
  | { readonly type: 'table'; readonly rows: readonly Row[]; readonly hasHeader: boolean }
  | {
      readonly type: 'media';
      readonly kind: MediaKind;
      readonly url: string;
      readonly caption: readonly Span[];
    }
  /** Something that Markdown cannot say; only ever read from Notion. */
  | { readonly type: 'note'; readonly text: string };

/** One row of a table: its cells. */
export type Row = readonly (readonly Span[])[];
