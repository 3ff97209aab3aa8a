import { z } from 'zod';
import { addBlocks } from './add-blocks.ts';
import { readBlockInputs } from './block-input.ts';
import { findItem, pathId, requireAlive } from './find-shared.ts';
import { listPage, queryPaging } from './list-page.ts';
import type { NotionCall, NotionMethod } from './notion-call.ts';
import { NotionError } from './notion-error.ts';
import { idSchema } from './notion-ids.ts';
import type { StoredItem } from './notion-store.ts';
import { parseBody } from './parse-body.ts';
import { blockResource, listResource } from './resources.ts';

const leaves = new Set([
  'divider',
  'equation',
  'code',
  'image',
  'bookmark',
  'embed',
  'table_row',
  'video',
  'pdf',
  'file',
]);

const appendSchema = z.strictObject({
  children: z.array(z.unknown()),
  after: idSchema.optional(),
});

function list(
  call: NotionCall,
  items: readonly StoredItem[],
  paging: Parameters<typeof listPage>[1],
): object {
  const page = listPage(items, paging);
  const results = page.items.map((item) => blockResource(item, call.store));
  return listResource('block', { results, next: page.next });
}

function children(call: NotionCall): object {
  const item = findItem(call, pathId(call, 'id'));
  return list(call, call.store.inside(item.id), queryPaging(call.query));
}

function append(call: NotionCall): object {
  const item = findItem(call, pathId(call, 'id'));
  requireAlive(call, item);
  const { children: given, after } = parseBody(appendSchema, call.body);
  if (after !== undefined) throw new NotionError(400, 'The sandbox appends at the end only.');
  const inputs = readBlockInputs(given);
  if (item.kind === 'database' || (item.kind === 'block' && leaves.has(item.type)))
    throw new NotionError(400, 'Block does not support children.');
  const isTable = item.kind === 'block' && item.type === 'table';
  if (inputs.some(({ type }) => (type === 'table_row') !== isTable))
    throw new NotionError(400, 'Only table rows can be in a table, and nowhere else.');
  const isPage = item.kind === 'page';
  const made = addBlocks(
    call,
    inputs,
    isPage ? { type: 'page_id', page_id: item.id } : { type: 'block_id', block_id: item.id },
  );
  item.editedAt = call.now;
  return list(call, made, { page_size: 100 });
}

function remove(call: NotionCall): object {
  const item = findItem(call, pathId(call, 'id'));
  requireAlive(call, item);
  item.isTrashed = true;
  item.editedAt = call.now;
  item.editor = call.author;
  return blockResource(item, call.store);
}

/** Blocks: reading, appending, moving to the trash. */
export const blockMethods: readonly NotionMethod[] = [
  {
    method: 'GET',
    path: '/v1/blocks/:id',
    capability: 'read_content',
    run: (call) => blockResource(findItem(call, pathId(call, 'id')), call.store),
  },
  { method: 'DELETE', path: '/v1/blocks/:id', capability: 'update_content', run: remove },
  { method: 'GET', path: '/v1/blocks/:id/children', capability: 'read_content', run: children },
  { method: 'PATCH', path: '/v1/blocks/:id/children', capability: 'insert_content', run: append },
];
