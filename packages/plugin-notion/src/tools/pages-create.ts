import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { draftBlocks } from '../blocks/draft-block.ts';
import { planRequests } from '../blocks/plan-requests.ts';
import { richTextFrom } from '../blocks/rich-text.ts';
import { loadMarkdown } from '../markdown/load-markdown.ts';
import type { NotionClient } from '../notion-client.ts';
import { pageTitle } from '../notion-page.ts';
import { partialWrite } from '../partial-write.ts';
import { columnsOf } from '../properties/data-source-schema.ts';
import { propertiesInput, type ValueInput } from '../properties/property-input.ts';
import { writeProperties } from '../properties/write-property.ts';
import { contentInput, databaseInput, pageInput } from './inputs.ts';
import { writtenOutput } from './outputs.ts';

/** Makes a page: under another one, as a row of a database, or in the person's private pages. */
export const pagesCreateTool = tool({
  name: 'pages_create',
  description:
    'Create a Notion page under another page or as a row of a database; with neither, a private page. The content is Markdown.',
  effect: 'write',
  input: z
    .strictObject({
      title: z.string().max(2_000).describe('Title of the new page.'),
      parent: pageInput.optional().describe('Title, id or address of the page that it goes under.'),
      database: databaseInput
        .optional()
        .describe('Or: title, id or address of the database that it is a row of.'),
      properties: propertiesInput
        .default({})
        .describe('Only in a database: values by property name. Dates as 2026-01-31 or with time and zone.'),
      content: contentInput
        .default('')
        .describe('Markdown: lists, to-dos, tables, code, quotes, $TeX$, <details>.'),
    })
    .refine(({ parent, database }) => parent === undefined || database === undefined, {
      message: 'Give a parent or a database, not both.',
      path: ['parent'],
    }),
  output: writtenOutput,
  execute: async (input, { client, signal }: ToolContext<NotionClient>) => {
    const drafts = input.content.trim() === '' ? [] : draftBlocks((await loadMarkdown()).read(input.content));
    const place = await placeOf(input, { client, signal });
    // The answer does not name the blocks of a new page, so whatever has to go into one of them comes afterwards.
    const [first] = planRequests(drafts);
    const isWhole = first !== undefined && first.later.size === 0;
    const rest = isWhole ? drafts.slice(first.children.length) : drafts;
    const children = isWhole ? { children: first.children } : {};
    return partialWrite(async (note) => {
      const page = await client.createPage({ ...place, ...children }, signal);
      note('page', `the page ${page.id} is there`);
      let written = isWhole ? first.count : 0;
      const onWritten = (count: number) => {
        written += count;
        note('content', `${written} blocks of its content are written`);
      };
      await client.writeBlocks(rest, { parentId: page.id, signal, onWritten });
      return { id: page.id, title: pageTitle(page) || input.title, ...(page.url ? { url: page.url } : {}) };
    });
  },
});

interface PlaceInput {
  readonly title: string;
  readonly parent?: string | undefined;
  readonly database?: string | undefined;
  readonly properties: Readonly<Record<string, ValueInput>>;
}

/** Where the page goes, and its properties. */
async function placeOf(
  { title, parent, database, properties }: PlaceInput,
  { client, signal }: Pick<ToolContext<NotionClient>, 'client' | 'signal'>,
): Promise<object> {
  if (database !== undefined) {
    const source = await client.findDatabase(database, signal);
    const columns = columnsOf(source);
    const titleName = columns.find(({ type }) => type === 'title')?.name ?? 'title';
    const values = await writeProperties(properties, columns, client.resolver(signal));
    return {
      parent: { type: 'data_source_id', data_source_id: source.id },
      properties: { ...values, [titleName]: { title: richTextFrom(title, 'title') } },
    };
  }
  // A page outside a database has a title and nothing else.
  await writeProperties(properties, [], client.resolver(signal));
  const parentId = parent === undefined ? undefined : await client.findPage(parent, 'parent', signal);
  return {
    parent:
      parentId === undefined
        ? { type: 'workspace', workspace: true }
        : { type: 'page_id', page_id: parentId },
    properties: { title: { title: richTextFrom(title, 'title') } },
  };
}
