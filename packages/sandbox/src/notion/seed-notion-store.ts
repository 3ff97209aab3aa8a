import { addBlocks } from './add-blocks.ts';
import { readBlockInputs } from './block-input.ts';
import { allCapabilities, type NotionCall } from './notion-call.ts';
import {
  NotionStore,
  type Parent,
  type StoredColumn,
  type StoredDatabase,
  type StoredPage,
} from './notion-store.ts';
import { notionUsers, userResource } from './notion-users.ts';
import { plainRichText } from './rich-text.ts';

const day = 24 * 60 * 60 * 1000;
const option = (name: string, color: string) => ({
  id: name.toLowerCase().replaceAll(' ', '-'),
  name,
  color,
});
const options = (...list: ReturnType<typeof option>[]) => ({ options: list });

/** A page that nobody has shared with the integration. */
export const unsharedPageId = '0d0d0d0d-0000-4000-8000-000000000001';

/** A workspace with two pages, a database of tasks, one of projects, and a diary that is not shared. */
export function seedNotionStore(now: number): NotionStore {
  const store = new NotionStore([...notionUsers]);
  const [ada] = notionUsers;
  if (!ada) throw new Error('The sandbox has no people.');
  const workspace: Parent = { type: 'workspace', workspace: true };
  const addPage = (title: string, facts: Partial<StoredPage> = {}): StoredPage => {
    const page: StoredPage = {
      kind: 'page',
      ...store.entry(workspace, ada.id, now - 3 * day),
      icon: null,
      values: new Map([['title', { title: plainRichText(title) }]]),
      isShared: true,
      number: 0,
      ...facts,
    };
    store.add(page);
    return page;
  };
  const addDatabase = (title: string, above: StoredPage, columns: StoredColumn[]): StoredDatabase => {
    const entry = store.entry({ type: 'page_id', page_id: above.id }, ada.id, now - 2 * day);
    const database: StoredDatabase = {
      kind: 'database',
      ...entry,
      dataSourceId: store.entry(workspace, '', 0).id,
      title,
      columns,
    };
    store.add(database);
    return database;
  };
  const plans = addPage('Plans');
  addContent(store, plans, now);
  const projects = addDatabase('Projects', plans, [
    { id: 'title', name: 'Name', type: 'title', settings: {} },
  ]);
  const tasks = addDatabase('Tasks', plans, taskColumns(projects.dataSourceId));
  addPage('Reading list');
  addPage('Diary', { id: unsharedPageId, isShared: false });
  const addRow = (
    database: StoredDatabase,
    title: string,
    values: Record<string, Record<string, unknown>>,
  ) => {
    const ids = { data_source_id: database.dataSourceId, database_id: database.id };
    const number = store.rows(database.dataSourceId).length + 1;
    const entries = [['title', { title: plainRichText(title) }] as const, ...Object.entries(values)];
    return addPage(title, {
      parent: { type: 'data_source_id', ...ids },
      values: new Map(entries),
      isShared: false,
      number,
    });
  };
  const engine = addRow(projects, 'Analytical Engine', {});
  addTasks((title, values) => addRow(tasks, title, values), engine);
  return store;
}

function taskColumns(projectsId: string): StoredColumn[] {
  const status = options(option('To do', 'gray'), option('In progress', 'blue'), option('Done', 'green'));
  const relation = { data_source_id: projectsId, type: 'single_property', single_property: {} };
  return [
    { id: 'title', name: 'Name', type: 'title', settings: {} },
    { id: 'stat', name: 'Status', type: 'status', settings: { ...status, groups: [] } },
    {
      id: 'tags',
      name: 'Tags',
      type: 'multi_select',
      settings: options(option('engine', 'red'), option('home', 'pink')),
    },
    {
      id: 'prio',
      name: 'Priority',
      type: 'select',
      settings: options(option('High', 'red'), option('Low', 'gray')),
    },
    { id: 'duee', name: 'Due', type: 'date', settings: {} },
    { id: 'pnts', name: 'Points', type: 'number', settings: { format: 'number' } },
    { id: 'whoo', name: 'Who', type: 'people', settings: {} },
    { id: 'proj', name: 'Project', type: 'relation', settings: relation },
    { id: 'flag', name: 'Urgent', type: 'checkbox', settings: {} },
    { id: 'link', name: 'Link', type: 'url', settings: {} },
    { id: 'mail', name: 'Contact', type: 'email', settings: {} },
    { id: 'phon', name: 'Phone', type: 'phone_number', settings: {} },
    { id: 'note', name: 'Notes', type: 'rich_text', settings: {} },
    { id: 'file', name: 'Files', type: 'files', settings: {} },
    { id: 'idid', name: 'ID', type: 'unique_id', settings: { prefix: 'TASK' } },
    { id: 'made', name: 'Created', type: 'created_time', settings: {} },
    {
      id: 'dbl',
      name: 'Double',
      type: 'formula',
      settings: { expression: 'prop("Points") * 2' },
      compute: doublePoints,
    },
  ];
}

function doublePoints(page: StoredPage) {
  const points = page.values.get('pnts')?.number;
  return { formula: { type: 'number', number: typeof points === 'number' ? points * 2 : null } };
}

type AddTask = (title: string, values: Record<string, Record<string, unknown>>) => StoredPage;

function addTasks(add: AddTask, project: StoredPage): void {
  const [ada, grace] = notionUsers;
  if (!ada || !grace) throw new Error('The sandbox has no people.');
  const status = (name: string, color: string) => ({ status: option(name, color) });
  const date = (start: string, end: string | null = null) => ({ date: { start, end, time_zone: null } });
  add('Write note G', {
    stat: status('Done', 'green'),
    duee: date('2026-01-10'),
    pnts: { number: 8 },
    whoo: { people: [userResource(ada, true)] },
    proj: { relation: [{ id: project.id }] },
    tags: { multi_select: [option('engine', 'red')] },
  });
  add('Order brass', {
    stat: status('To do', 'gray'),
    duee: date('2026-02-01', '2026-02-03'),
    pnts: { number: 3 },
    prio: { select: option('High', 'red') },
    flag: { checkbox: true },
  });
  add('Find the moth', {
    stat: status('In progress', 'blue'),
    duee: date('2026-01-20T09:00:00.000+01:00'),
    whoo: { people: [userResource(grace, true)] },
  });
}

/** What people write, and some blocks that only Notion can make. */
function addContent(store: NotionStore, page: StoredPage, now: number): void {
  const [user] = notionUsers;
  const call: NotionCall = {
    ...{ store, user, author: user?.id ?? '', capabilities: allCapabilities },
    ...{ path: {}, query: new URLSearchParams(), body: undefined, now: now - 3 * day },
  };
  const text = (content: string) => ({ rich_text: [{ text: { content } }] });
  const blocks = [
    { heading_1: text('This year') },
    { paragraph: text('The engine weaves algebraic patterns.') },
    { bulleted_list_item: { ...text('Cards'), children: [{ bulleted_list_item: text('Punch them') }] } },
    { to_do: { ...text('Ask Charles'), checked: true } },
    { table_of_contents: {} },
  ];
  addBlocks(call, readBlockInputs(blocks), { type: 'page_id', page_id: page.id });
}
