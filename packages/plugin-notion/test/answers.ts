/** Ids of the played Notion. */
export const ids = {
  bot: '00000000-0000-4000-8000-0000000000b0',
  ada: '00000000-0000-4000-8000-0000000000ad',
  workspace: '00000000-0000-4000-8000-0000000000aa',
  page: '11111111-1111-4111-8111-111111111111',
  row: '22222222-2222-4222-8222-222222222222',
  tasks: '33333333-3333-4333-8333-333333333333',
  database: '44444444-4444-4444-8444-444444444444',
  toggle: '55555555-5555-4555-8555-555555555555',
} as const;

/** Rich text as Notion answers it. */
export function richText(content: string, look: object = {}) {
  const plain = { bold: false, italic: false, strikethrough: false, underline: false, code: false };
  return [
    {
      type: 'text',
      text: { content, link: null },
      annotations: { ...plain, color: 'default', ...look },
      plain_text: content,
      href: null,
    },
  ];
}

const stamps = {
  created_time: '2026-01-30T12:00:00.000Z',
  last_edited_time: '2026-01-31T12:00:00.000Z',
  created_by: { object: 'user', id: ids.ada },
  last_edited_by: { object: 'user', id: ids.ada },
  in_trash: false,
  archived: false,
};

/** A page as Notion answers it. */
export function pageAnswer(
  facts: { id?: string; title?: string; parent?: object; properties?: object } = {},
) {
  const {
    id = ids.page,
    title = 'Plans',
    parent = { type: 'workspace', workspace: true },
    properties = {},
  } = facts;
  return {
    object: 'page',
    id,
    ...stamps,
    is_archived: false,
    is_locked: false,
    cover: null,
    icon: null,
    parent,
    properties: { ...properties, Name: { id: 'title', type: 'title', title: richText(title) } },
    url: `https://www.notion.so/${title}-${id.replaceAll('-', '')}`,
    public_url: null,
  };
}

/** A block as Notion answers it. */
export function blockAnswer(
  type: string,
  content: object,
  facts: { id?: string; has_children?: boolean } = {},
) {
  const { id = '66666666-6666-4666-8666-666666666666', has_children = false } = facts;
  const parent = { type: 'page_id', page_id: ids.page };
  return { object: 'block', id, parent, ...stamps, has_children, type, [type]: content };
}

/** A list as Notion answers it. */
export function listAnswer(results: readonly object[], next: string | null = null) {
  return { object: 'list', results, next_cursor: next, has_more: next !== null };
}

function column(name: string, type: string, facts: object = {}) {
  return { [name]: { id: name.toLowerCase(), name, description: null, type, [type]: facts } };
}

const option = (name: string) => ({ id: name, name, color: 'default' });

/** The data source of a database of tasks. */
export const tasksAnswer = {
  object: 'data_source',
  id: ids.tasks,
  ...stamps,
  cover: null,
  icon: null,
  title: richText('Tasks'),
  description: [],
  is_inline: false,
  properties: {
    ...column('Name', 'title'),
    ...column('Status', 'status', { options: [option('To do'), option('Done')], groups: [] }),
    ...column('Tags', 'multi_select', { options: [option('home'), option('work')] }),
    ...column('Due', 'date'),
    ...column('Points', 'number', { format: 'number' }),
    ...column('Who', 'people'),
    ...column('Blocks', 'relation', {
      data_source_id: ids.tasks,
      type: 'single_property',
      single_property: {},
    }),
    ...column('Score', 'formula', { expression: 'prop("Points")' }),
  },
  parent: { type: 'database_id', database_id: ids.database },
  database_parent: { type: 'workspace', workspace: true },
  url: `https://www.notion.so/${ids.database.replaceAll('-', '')}`,
  public_url: null,
};

/** A row of it. */
export const rowAnswer = pageAnswer({
  id: ids.row,
  title: 'Buy milk',
  parent: { type: 'data_source_id', data_source_id: ids.tasks, database_id: ids.database },
  properties: {
    Status: { id: 'status', type: 'status', status: option('To do') },
    Tags: { id: 'tags', type: 'multi_select', multi_select: [option('home')] },
    Due: { id: 'due', type: 'date', date: { start: '2026-02-01', end: null, time_zone: null } },
    Points: { id: 'points', type: 'number', number: 3 },
    Who: { id: 'who', type: 'people', people: [{ object: 'user', id: ids.ada, name: 'Ada' }] },
    Score: { id: 'score', type: 'formula', formula: { type: 'number', number: 3 } },
  },
});

/** Who the connection is. */
export const botAnswer = {
  object: 'user',
  id: ids.bot,
  name: 'My app',
  avatar_url: null,
  type: 'bot',
  bot: {
    owner: {
      type: 'user',
      user: {
        object: 'user',
        id: ids.ada,
        name: 'Ada Lovelace',
        avatar_url: null,
        type: 'person',
        person: {},
      },
    },
    workspace_id: ids.workspace,
    workspace_name: 'Analytical Engine',
    workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
  },
};

/** The people of the workspace. */
export const usersAnswer = listAnswer([
  {
    object: 'user',
    id: ids.ada,
    name: 'Ada Lovelace',
    avatar_url: null,
    type: 'person',
    person: { email: 'ada@example.com' },
  },
]);
