import { expect, it } from 'vitest';
import { richText } from '../../test/answers.ts';
import { loadMarkdown } from '../markdown/load-markdown.ts';
import { blockContent } from './block-content.ts';
import type { NotionBlock } from './read-blocks.ts';
import { viewBlocks } from './view-blocks.ts';

const markdown = await loadMarkdown();

function block(type: string, content: object, children: readonly NotionBlock[] = []): NotionBlock {
  return { id: 'b1', type, content: blockContent(content), children, isCut: false };
}

function shown(given: NotionBlock) {
  const { blocks, losses } = viewBlocks([given]);
  return { text: markdown.write(blocks), losses };
}

const inside = block('paragraph', { rich_text: richText('Inside.') });

it.each([
  ['child_page', { title: 'Sub' }, '> [!NOTION]\n> child_page "Sub" (b1)'],
  ['table_of_contents', {}, '> [!NOTION]\n> table_of_contents (b1)'],
  ['link_to_page', { page_id: 'p1' }, '> [!NOTION]\n> link_to_page (p1)'],
  ['unsupported', { block_type: 'form' }, '> [!NOTION]\n> form (b1)'],
  ['meeting_notes', null, '> [!NOTION]\n> meeting_notes (b1)'],
  ['link_preview', { url: 'https://x.y' }, '[https://x.y](https://x.y "bookmark")'],
])('shows a %s, and counts it as what Markdown cannot say', (type, content, text) => {
  const { losses, ...rest } = shown(block(type, content ?? {}));
  expect(rest).toEqual({ text });
  expect(losses).toHaveLength(1);
});

it.each(['javascript:alert(1)', 'java\tscript:alert(1)', ' DATA:text/html,x', 'vbscript:x'])(
  'hands on no link that runs a program: %j',
  (href) => {
    const linked = { type: 'text', plain_text: 'words', text: { content: 'words' }, href };
    expect(shown(block('paragraph', { rich_text: [linked] }))).toEqual({ text: 'words', losses: [] });
    const bookmark = block('bookmark', { url: href, caption: [] });
    expect(shown(bookmark)).toEqual({ text: '> [!NOTION]\n> bookmark (b1)', losses: ['bookmark'] });
  },
);

it('shows what is in columns behind a note about them', () => {
  const columns = block('column_list', {}, [block('column', {}, [inside])]);
  expect(shown(columns)).toEqual({
    text: '> [!NOTION]\n> column_list (b1), its contents follow\n\n> [!NOTION]\n> column (b1), its contents follow\n\nInside.',
    losses: ['column_list', 'column'],
  });
});

it('shows an uploaded picture, which cannot be written back', () => {
  const image = block('image', { type: 'file', file: { url: 'https://s3/a.png' }, caption: richText('A') });
  expect(shown(image)).toEqual({ text: '![A](https://s3/a.png)', losses: ['image (uploaded file)'] });
});

it('shows what is indented under a paragraph after it', () => {
  const paragraph = block('paragraph', { rich_text: richText('Above.') }, [inside]);
  expect(shown(paragraph)).toEqual({ text: 'Above.\n\nInside.', losses: ['indented paragraph'] });
});

it('says where more is inside than was read', () => {
  const cut = { ...block('toggle', { rich_text: richText('T') }), isCut: true };
  expect(shown(cut).text).toContain('More blocks are inside the toggle above');
  expect(shown(cut).losses).toHaveLength(1);
});

it('shows a table without a header as one', () => {
  const row = block('table_row', { cells: [richText('a'), richText('b')] });
  const table = block('table', { table_width: 2, has_column_header: false }, [row]);
  expect(shown(table)).toEqual({ text: '|  |  |\n| --- | --- |\n| a | b |', losses: [] });
  expect(markdown.read('|  |  |\n| --- | --- |\n| a | b |')).toMatchObject([
    { type: 'table', hasHeader: false, rows: [[[{ text: 'a' }], [{ text: 'b' }]]] },
  ]);
});
