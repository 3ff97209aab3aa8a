import { pathId } from './find-shared.ts';
import { listPage, queryPaging } from './list-page.ts';
import type { NotionCall, NotionMethod } from './notion-call.ts';
import { objectNotFound } from './notion-error.ts';
import { botResource, userResource } from './notion-users.ts';
import { listResource } from './resources.ts';

function list({ store, query }: NotionCall): object {
  const page = listPage(store.users, queryPaging(query));
  return listResource('user', {
    results: page.items.map((user) => userResource(user, true)),
    next: page.next,
  });
}

function get(call: NotionCall): object {
  const id = pathId(call, 'id');
  const user = call.store.user(id);
  if (!user) throw objectNotFound('user', id);
  return userResource(user, true);
}

/** The bot itself and the people of the workspace. */
export const userMethods: readonly NotionMethod[] = [
  {
    method: 'GET',
    path: '/v1/users/me',
    run: ({ user, capabilities }) => botResource(user, capabilities.includes('read_users')),
  },
  { method: 'GET', path: '/v1/users', capability: 'read_users', run: list },
  { method: 'GET', path: '/v1/users/:id', capability: 'read_users', run: get },
];
