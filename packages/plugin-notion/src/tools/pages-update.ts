import { SidecarError, type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { type DraftBlock, draftBlocks } from '../blocks/draft-block.ts';
import { richTextFrom } from '../blocks/rich-text.ts';
import { viewBlocks } from '../blocks/view-blocks.ts';
import { loadMarkdown } from '../markdown/load-markdown.ts';
import type { NotionClient } from '../notion-client.ts';
import { type NotionPage, pageTitle, titleName } from '../notion-page.ts';
import { type NoteProgress, partialWrite } from '../partial-write.ts';
import { columnsOf } from '../properties/data-source-schema.ts';
import { propertiesInput, type ValueInput } from '../properties/property-input.ts';
import { writeProperties } from '../properties/write-property.ts';
import { contentInput, pageInput } from './inputs.ts';
import { writtenOutput } from './outputs.ts';

type Context = Pick<ToolContext<NotionClient>, 'client' | 'signal'>;

/** Changes a page: title, properties, content, or whether it is in the trash. */
export const pagesUpdateTool = tool({
  name: 'pages_update',
  description:
    'Change a Notion page: its title, its properties in a database, its content (append or replace Markdown), or move it to the trash.',
  effect: 'write',
  input: z.strictObject({
    page: pageInput.describe('Title, id or address of the page.'),
    title: z.string().max(2_000).optional().describe('New title.'),
    properties: propertiesInput
      .default({})
      .describe('New values by property name; null empties. Dates as 2026-01-31 or with time and zone.'),
    content: contentInput.optional().describe('Markdown.'),
    content_mode: z
      .enum(['append', 'replace'])
      .default('append')
      .describe('Replacing is refused where the page has blocks that Markdown cannot say.'),
    archive: z.boolean().optional().describe('true moves the page to the trash, false brings it back.'),
  }),
  output: writtenOutput,
  execute: async (input, { client, signal }: ToolContext<NotionClient>) => {
    const context = { client, signal };
    const drafts = input.content === undefined ? undefined : await draftsOf(input.content);
    const id = await client.findPage(input.page, 'page', signal);
    const page = await client.page(id, signal);
    const properties = await changedProperties(input, page, context);
    const replaced = drafts && input.content_mode === 'replace' ? await replaceable(id, context) : [];
    const archive = input.archive === undefined ? {} : { in_trash: input.archive };
    const changes = { ...properties, ...archive };
    return partialWrite(async (note) => {
      // What is in the trash cannot be written to, so it comes back first and goes there last.
      const early = input.archive === true ? properties : changes;
      const isChanged = Object.keys(early).length > 0;
      let latest = isChanged ? await client.updatePage(id, early, signal) : page;
      if (isChanged) note('properties', 'title, properties or trash are changed');
      if (drafts) await writeContent({ id, drafts, replaced, note }, context);
      if (input.archive === true) latest = await client.updatePage(id, archive, signal);
      return { id: latest.id, title: pageTitle(latest), ...(latest.url ? { url: latest.url } : {}) };
    });
  },
});

async function draftsOf(content: string): Promise<DraftBlock[]> {
  return draftBlocks((await loadMarkdown()).read(content));
}

async function changedProperties(
  { title, properties }: { title?: string | undefined; properties: Readonly<Record<string, ValueInput>> },
  page: NotionPage,
  { client, signal }: Context,
): Promise<object> {
  const sourceId = page.parent?.data_source_id;
  const hasValues = Object.keys(properties).length > 0;
  const columns = sourceId && hasValues ? columnsOf(await client.dataSource(sourceId, signal)) : [];
  const values = await writeProperties(properties, columns, client.resolver(signal));
  const titled = title === undefined ? {} : { [titleName(page)]: { title: richTextFrom(title, 'title') } };
  const changed = { ...values, ...titled };
  return Object.keys(changed).length > 0 ? { properties: changed } : {};
}

/** The blocks of a page, all of which can be replaced without losing anything that Markdown cannot say. */
async function replaceable(id: string, { client, signal }: Context): Promise<readonly string[]> {
  const ids: string[] = [];
  const losses = new Set<string>();
  let cursor: string | undefined;
  do {
    const { blocks, next } = await client.blocks(id, { limit: 100, cursor, signal });
    ids.push(...blocks.map((block) => block.id));
    for (const loss of viewBlocks(blocks).losses) losses.add(loss);
    cursor = next;
  } while (cursor !== undefined);
  if (losses.size === 0) return ids;
  throw new SidecarError(
    'conflict',
    `Notion: the page holds what Markdown cannot say (${[...losses].slice(0, 10).join(', ')}), and replacing its content would lose that.`,
    {
      integration: 'notion',
      nextAction: 'Append to the page, or change it in Notion.',
    },
  );
}

interface Content {
  readonly id: string;
  readonly drafts: readonly DraftBlock[];
  readonly replaced: readonly string[];
  readonly note: NoteProgress;
}

/** The new content first and then the old away, so that a failure in between loses nothing. */
async function writeContent(
  { id, drafts, replaced, note }: Content,
  { client, signal }: Context,
): Promise<void> {
  let written = 0;
  const onWritten = (count: number) => {
    written += count;
    note('content', `${written} new blocks are at its end`);
  };
  await client.writeBlocks(drafts, { parentId: id, signal, onWritten });
  for (const [index, blockId] of replaced.entries()) {
    await client.deleteBlock(blockId, signal);
    note('old', `${index + 1} of ${replaced.length} old blocks are in the trash`);
  }
}
