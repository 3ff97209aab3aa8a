import { z } from 'zod';
import { addBlocks } from './add-blocks.ts';
import { readBlockInputs } from './block-input.ts';
import { findDataSource, findPage, pathId, requireAlive } from './find-shared.ts';
import type { NotionCall, NotionMethod } from './notion-call.ts';
import { NotionError } from './notion-error.ts';
import { idSchema } from './notion-ids.ts';
import type { Parent, StoredDatabase, StoredPage } from './notion-store.ts';
import { parseBody } from './parse-body.ts';
import { readProperties } from './property-input.ts';
import { pageResource } from './resources.ts';

const parentSchema = z.union([
  z.strictObject({ type: z.literal('page_id').optional(), page_id: idSchema }),
  z.strictObject({ type: z.literal('data_source_id').optional(), data_source_id: idSchema }),
  z.strictObject({ type: z.literal('workspace').optional(), workspace: z.literal(true) }),
]);
const iconSchema = z.strictObject({ type: z.literal('emoji').optional(), emoji: z.string().max(20) });
const createSchema = z.strictObject({
  parent: parentSchema,
  properties: z.unknown(),
  icon: iconSchema.nullish(),
  children: z.array(z.unknown()).optional(),
});
const updateSchema = z.strictObject({
  properties: z.unknown().optional(),
  icon: iconSchema.nullish(),
  in_trash: z.boolean().optional(),
  archived: z.boolean().optional(),
});

interface Place {
  readonly parent: Parent;
  readonly database?: StoredDatabase;
}

function placeOf(call: NotionCall, given: z.infer<typeof parentSchema>): Place {
  if ('page_id' in given) {
    const above = findPage(call, given.page_id);
    requireAlive(call, above);
    return { parent: { type: 'page_id', page_id: above.id } };
  }
  if ('workspace' in given) {
    if (!call.user)
      throw new NotionError(
        400,
        "Internal integrations aren't owned by a single user, so creating workspace-level private pages is not supported.",
      );
    return { parent: { type: 'workspace', workspace: true } };
  }
  const database = findDataSource(call, given.data_source_id);
  const ids = { data_source_id: database.dataSourceId, database_id: database.id };
  return { parent: { type: 'data_source_id', ...ids }, database };
}

function create(call: NotionCall): object {
  const { store, author, now } = call;
  const { parent: given, properties, icon, children } = parseBody(createSchema, call.body);
  const { parent, database } = placeOf(call, given);
  const inputs = children ? readBlockInputs(children) : [];
  const values = readProperties(call, properties ?? {}, database);
  const page: StoredPage = {
    kind: 'page',
    ...store.entry(parent, author, now),
    icon: icon ? { type: 'emoji', emoji: icon.emoji } : null,
    values,
    isShared: parent.type === 'workspace',
    number: database ? store.rows(database.dataSourceId).length + 1 : 0,
  };
  store.add(page);
  addBlocks(call, inputs, { type: 'page_id', page_id: page.id });
  return pageResource(page, store);
}

function update(call: NotionCall): object {
  const { store, author, now } = call;
  const page = findPage(call, pathId(call, 'id'));
  const { properties, icon, in_trash, archived } = parseBody(updateSchema, call.body);
  const trash = in_trash ?? archived;
  if (trash !== false) requireAlive(call, page);
  const database =
    page.parent.type === 'data_source_id' ? store.database(page.parent.database_id) : undefined;
  const values = readProperties(call, properties ?? {}, database);
  for (const [id, value] of values) page.values.set(id, value);
  if (icon !== undefined) page.icon = icon && { type: 'emoji', emoji: icon.emoji };
  if (trash !== undefined) page.isTrashed = trash;
  page.editedAt = now;
  page.editor = author;
  return pageResource(page, store);
}

/** Pages: making, reading, changing, moving to the trash and back. */
export const pageMethods: readonly NotionMethod[] = [
  { method: 'POST', path: '/v1/pages', capability: 'insert_content', run: create },
  {
    method: 'GET',
    path: '/v1/pages/:id',
    capability: 'read_content',
    run: (call) => pageResource(findPage(call, pathId(call, 'id')), call.store),
  },
  { method: 'PATCH', path: '/v1/pages/:id', capability: 'update_content', run: update },
];
