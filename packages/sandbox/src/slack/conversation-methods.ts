import { pageBy } from './page-cursor.ts';
import { missingScope, slackError } from './slack-error.ts';
import type { SlackCall, SlackMethod } from './slack-method.ts';
import { slackPeople } from './slack-people.ts';
import { channelResource, messageResource } from './slack-resources.ts';
import type { SlackChannel, SlackMessage } from './slack-store.ts';
import { canSee, namedChannel, namedTeam, requireFamilyScope } from './visible-channel.ts';

const kinds: Readonly<
  Record<string, { readonly kind: SlackChannel['kind'] | 'mpim'; readonly scope: string }>
> = {
  public_channel: { kind: 'public', scope: 'channels:read' },
  private_channel: { kind: 'private', scope: 'groups:read' },
  im: { kind: 'im', scope: 'im:read' },
  mpim: { kind: 'mpim', scope: 'mpim:read' },
};

function list(call: SlackCall) {
  const { given, store, access } = call;
  const wanted = (given.optionalText('types') ?? 'public_channel').split(',').map((type) => {
    const known = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (!known) throw slackError('invalid_types');
    if (!access.scopes.includes(known.scope)) throw missingScope(known.scope, access.scopes);
    return known.kind;
  });
  const limit = given.integer('limit', 100);
  if (limit < 1 || limit > 1000) throw slackError('invalid_limit');
  const team = namedTeam(call);
  const found = store.channels.filter(
    (channel) =>
      channel.team === team &&
      wanted.includes(channel.kind) &&
      canSee(channel, access) &&
      !(given.flag('exclude_archived') && channel.archived),
  );
  const { page, nextCursor } = pageBy(found, { limit, cursor: given.optionalText('cursor') });
  return {
    channels: page.map((channel) => channelResource(channel, access.actor.id)),
    response_metadata: { next_cursor: nextCursor },
  };
}

/** The channel whose messages are read: a bot has to be in it. */
function readableChannel(call: SlackCall): SlackChannel {
  const channel = namedChannel(call);
  requireFamilyScope(channel, call, 'history');
  if (call.access.kind === 'bot' && !channel.members.has(call.access.actor.id))
    throw slackError('not_in_channel');
  return channel;
}

function messagePage(call: SlackCall, channel: SlackChannel, messages: readonly SlackMessage[]) {
  const { given } = call;
  const limit = given.integer('limit', 100);
  if (limit < 1 || limit > 999) throw slackError('invalid_limit');
  const oldest = Number(given.optionalText('oldest') ?? 0);
  const latest = Number(given.optionalText('latest') ?? Number.POSITIVE_INFINITY);
  if (Number.isNaN(oldest)) throw slackError('invalid_ts_oldest');
  if (Number.isNaN(latest)) throw slackError('invalid_ts_latest');
  const inclusive = given.flag('inclusive');
  const fits = ({ ts }: SlackMessage) => {
    const at = Number(ts);
    return (inclusive ? at >= oldest : at > oldest) && (inclusive ? at <= latest : at < latest);
  };
  const { page, nextCursor } = pageBy(messages.filter(fits), { limit, cursor: given.optionalText('cursor') });
  return {
    messages: page.map((message) => messageResource(message, channel)),
    has_more: nextCursor !== '',
    ...(nextCursor !== '' && { response_metadata: { next_cursor: nextCursor } }),
  };
}

function history(call: SlackCall) {
  const channel = readableChannel(call);
  const shown = channel.messages.filter(({ threadTs, broadcast }) => threadTs === undefined || broadcast);
  return { ...messagePage(call, channel, shown.toReversed()), pin_count: 0 };
}

function replies(call: SlackCall) {
  const channel = readableChannel(call);
  const ts = call.given.text('ts');
  const parent = channel.messages.find((message) => message.ts === ts);
  if (!parent) throw slackError('thread_not_found');
  const thread = channel.messages.filter((message) => message === parent || message.threadTs === ts);
  return messagePage(call, channel, thread);
}

function open(call: SlackCall) {
  const { given, store, access } = call;
  const [id = '', ...more] = given.text('users').split(',');
  if (more.length > 0) throw slackError('not_supported_in_sandbox');
  const person = slackPeople.find((candidate) => candidate.id === id);
  if (!person) throw slackError('user_not_found');
  if (person.deleted) throw slackError('user_disabled');
  if (person.isBot || id === 'USLACKBOT') throw slackError('cannot_dm_bot');
  const team = access.installation.workspaces[0]?.id ?? '';
  const members = [access.actor.id, id];
  const known = store.existingConversation(team, members);
  if (!known && given.flag('prevent_creation')) throw slackError('channel_not_found');
  const { id: channel } = known ?? store.conversationOf(team, members);
  return { ...(known && { no_op: true, already_open: true }), channel: { id: channel } };
}

const paging = { limit: { type: 'integer' }, cursor: { type: 'text' } } as const;
const messageRange = {
  ...paging,
  channel: { type: 'text', required: true },
  oldest: { type: 'text' },
  latest: { type: 'text' },
  inclusive: { type: 'boolean' },
  include_all_metadata: { type: 'boolean' },
} as const;

/** Channels, direct conversations and their messages. */
export const conversationMethods: readonly SlackMethod[] = [
  {
    name: 'conversations.list',
    callsPerMinute: 20,
    scopes: [],
    arguments: {
      ...paging,
      types: { type: 'text' },
      exclude_archived: { type: 'boolean' },
      team_id: { type: 'text' },
    },
    run: list,
  },
  { name: 'conversations.history', callsPerMinute: 50, scopes: [], arguments: messageRange, run: history },
  {
    name: 'conversations.replies',
    callsPerMinute: 50,
    scopes: [],
    arguments: { ...messageRange, ts: { type: 'text', required: true } },
    run: replies,
  },
  {
    name: 'conversations.open',
    callsPerMinute: 50,
    json: true,
    scopes: ['im:write'],
    arguments: {
      users: { type: 'text', required: true },
      prevent_creation: { type: 'boolean' },
      return_im: { type: 'boolean' },
    },
    run: open,
  },
];
