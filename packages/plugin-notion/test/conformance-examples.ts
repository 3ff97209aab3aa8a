import {
  blockAnswer,
  botAnswer,
  ids,
  listAnswer,
  pageAnswer,
  richText,
  rowAnswer,
  tasksAnswer,
  usersAnswer,
} from './answers.ts';

/** What the plugin does not look at, so that the suite does not try its every mutation. */
const ignored = new Set([
  ...[
    'created_time',
    'created_by',
    'last_edited_by',
    'archived',
    'is_archived',
    'is_locked',
    'cover',
    'public_url',
  ],
  ...[
    'is_inline',
    'description',
    'database_parent',
    'color',
    'avatar_url',
    'workspace_limits',
    'annotations',
    'person',
  ],
]);

function lean<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (key, inner) => (ignored.has(key) ? undefined : inner)));
}

/** Who is connected. */
export const meAnswer = { method: 'GET', path: '/v1/users/me', body: lean(botAnswer) };

const search = { method: 'POST', path: '/v1/search', idempotent: true } as const;
const searchPage = { ...search, body: lean(listAnswer([pageAnswer(), tasksAnswer])) };
const getPage = { method: 'GET', path: `/v1/pages/${ids.page}`, body: lean(pageAnswer()) };
const getRow = { method: 'GET', path: `/v1/pages/${ids.row}`, body: lean(rowAnswer) };
const users = { method: 'GET', path: '/v1/users', body: usersAnswer };
const children = {
  method: 'GET',
  path: `/v1/blocks/${ids.page}/children`,
  body: listAnswer([
    blockAnswer(
      'toggle',
      { rich_text: richText('More', { bold: true }), color: 'default' },
      { id: ids.toggle, has_children: true },
    ),
    blockAnswer('table_of_contents', { color: 'default' }),
  ]),
};
const inside = {
  method: 'GET',
  path: `/v1/blocks/${ids.toggle}/children`,
  body: listAnswer([
    blockAnswer('to_do', { rich_text: richText('Rest'), checked: true, color: 'default' }),
    blockAnswer('image', { type: 'external', external: { url: 'https://example.com/a.png' }, caption: [] }),
  ]),
};
const old = {
  method: 'GET',
  path: `/v1/blocks/${ids.page}/children`,
  body: listAnswer([
    blockAnswer('paragraph', { rich_text: richText('Old'), color: 'default' }, { id: ids.toggle }),
  ]),
};
const append = {
  method: 'PATCH',
  path: `/v1/blocks/${ids.page}/children`,
  body: listAnswer([blockAnswer('paragraph', { rich_text: richText('New'), color: 'default' })]),
};

/** An example of every tool. */
export const conformanceExamples = {
  pages_search: { input: { query: 'Plans', limit: 5 }, answers: [searchPage] },
  pages_read: { input: { page: 'Plans' }, answers: [searchPage, getPage, children, inside] },
  pages_create: [
    {
      input: {
        database: 'Tasks',
        title: 'Buy milk',
        properties: { Status: 'to do', Due: '2026-02-01', Who: 'ada@example.com' },
        content: 'Two litres.',
      },
      answers: [searchPage, users, { method: 'POST', path: '/v1/pages', body: lean(rowAnswer) }],
    },
    {
      input: { parent: ids.page, title: 'Deep', content: '- a\n  - b\n    - c\n      - d' },
      answers: [
        { method: 'POST', path: '/v1/pages', body: lean(pageAnswer()) },
        append,
        { ...append, path: '/v1/blocks/66666666-6666-4666-8666-666666666666/children' },
      ],
    },
  ],
  pages_update: [
    {
      input: { page: ids.row, title: 'Bought milk', properties: { Status: 'Done', Blocks: ['Buy milk'] } },
      answers: [
        getRow,
        { method: 'GET', path: `/v1/data_sources/${ids.tasks}`, body: lean(tasksAnswer) },
        {
          method: 'POST',
          path: `/v1/data_sources/${ids.tasks}/query`,
          idempotent: true,
          body: lean(listAnswer([rowAnswer])),
        },
        { method: 'PATCH', path: `/v1/pages/${ids.row}`, body: lean(rowAnswer) },
      ],
    },
    {
      input: { page: ids.page, content: 'New', content_mode: 'replace' },
      answers: [
        getPage,
        old,
        append,
        {
          method: 'DELETE',
          path: `/v1/blocks/${ids.toggle}`,
          body: blockAnswer('paragraph', {}, { id: ids.toggle }),
        },
      ],
    },
  ],
  database_query: [
    {
      input: {
        database: 'Tasks',
        filters: [
          { property: 'Status', operator: 'not_equals', value: 'Done' },
          { property: 'Who', value: 'Ada Lovelace' },
        ],
        sorts: [{ property: 'Due' }],
        limit: 5,
        include_schema: true,
      },
      answers: [
        searchPage,
        users,
        {
          method: 'POST',
          path: `/v1/data_sources/${ids.tasks}/query`,
          idempotent: true,
          body: lean(listAnswer([rowAnswer], ids.row)),
        },
      ],
    },
    {
      input: { database: ids.database },
      answers: [
        {
          method: 'GET',
          path: `/v1/data_sources/${ids.database}`,
          status: 404,
          ordinary: [404],
          body: { object: 'error', status: 404, code: 'object_not_found', message: 'No.' },
        },
        {
          method: 'GET',
          path: `/v1/databases/${ids.database}`,
          body: { object: 'database', id: ids.database, data_sources: [{ id: ids.tasks, name: 'Tasks' }] },
        },
        { method: 'GET', path: `/v1/data_sources/${ids.tasks}`, body: lean(tasksAnswer) },
        {
          method: 'POST',
          path: `/v1/data_sources/${ids.tasks}/query`,
          idempotent: true,
          body: lean(listAnswer([rowAnswer])),
        },
      ],
    },
  ],
};
