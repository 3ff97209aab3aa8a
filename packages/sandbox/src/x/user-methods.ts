import { expandUsers } from './expand.ts';
import { pageOf } from './page.ts';
import { listParameter } from './parameters.ts';
import { invalidRequest, notFoundEntry } from './x-error.ts';
import type { XCall, XMethod } from './x-method.ts';
import { messageParameters, userParameters } from './x-parameters.ts';
import { messageResource, userResource } from './x-resources.ts';
import type { DirectMessage } from './x-store.ts';

function me({ user, query, store }: XCall) {
  return { data: userResource(user, listParameter(query, 'user.fields'), store) };
}

function byUsername({ path, query, store }: XCall) {
  const username = path.username ?? '';
  if (!/^\w{1,15}$/.test(username)) {
    const message = `The \`username\` query parameter value [${username}] does not match ^[A-Za-z0-9_]{1,15}$`;
    throw invalidRequest([{ parameters: { username: [username] }, message }]);
  }
  const user = store.userByName(username);
  if (!user) return { errors: [notFoundEntry('user', 'username', username)] };
  return { data: userResource(user, listParameter(query, 'user.fields'), store) };
}

function messages(call: XCall, fits: (message: DirectMessage) => boolean) {
  const { store, user, query } = call;
  const types = listParameter(query, 'event_types');
  const wanted = types.length === 0 || types.includes('MessageCreate');
  const mine = store.messages().filter(({ sender, recipient }) => sender === user || recipient === user);
  const { items, meta } = pageOf(wanted ? mine.filter(fits) : [], query, 100);
  const fields = listParameter(query, 'dm_event.fields');
  const expansions = listParameter(query, 'expansions');
  const senders = expansions.includes('sender_id') ? [...new Set(items.map(({ sender }) => sender))] : [];
  const includes = expandUsers(senders, query, store);
  return {
    ...(items.length > 0 && { data: items.map((message) => messageResource(message, fields, expansions)) }),
    ...(includes.users && { includes }),
    meta,
  };
}

function messagesWith(call: XCall) {
  const other = call.path.participant;
  return messages(call, ({ sender, recipient }) => sender.id === other || recipient.id === other);
}

const dmScopes = ['dm.read', 'tweet.read', 'users.read'];
const userScopes = ['tweet.read', 'users.read'];

/** Users and direct messages. */
export const userMethods: readonly XMethod[] = [
  { method: 'GET', path: '/2/users/me', scopes: userScopes, parameters: userParameters, calls: 75, run: me },
  {
    method: 'GET',
    path: '/2/users/by/username/:username',
    scopes: userScopes,
    parameters: userParameters,
    calls: 900,
    run: byUsername,
  },
  {
    method: 'GET',
    path: '/2/dm_events',
    scopes: dmScopes,
    parameters: messageParameters,
    calls: 300,
    run: (call) => messages(call, () => true),
  },
  {
    method: 'GET',
    path: '/2/dm_conversations/with/:participant{[0-9]+}/dm_events',
    scopes: dmScopes,
    parameters: messageParameters,
    calls: 300,
    run: messagesWith,
  },
];
