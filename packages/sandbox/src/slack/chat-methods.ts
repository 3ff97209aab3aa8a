import { slackError } from './slack-error.ts';
import type { SlackCall, SlackMethod } from './slack-method.ts';
import { slackPeople } from './slack-people.ts';
import { messageResource } from './slack-resources.ts';
import type { SlackChannel } from './slack-store.ts';
import { canSee } from './visible-channel.ts';

const longestText = 40_000;
const farthestSeconds = 120 * 24 * 60 * 60;
const mostInFiveMinutes = 30;

/** Where a message goes: a channel that the sender is in, or somebody's direct conversation with it. */
function targetOf({ given, store, access }: SlackCall): SlackChannel {
  const id = given.text('channel');
  const person = slackPeople.find(
    (candidate) => candidate.id === id && !candidate.isBot && !candidate.deleted,
  );
  const team = access.installation.workspaces[0]?.id ?? '';
  if (person) return store.conversationOf(team, [access.actor.id, id]);
  const channel = store.channel(id);
  if (!channel || !canSee(channel, access)) throw slackError('channel_not_found');
  if (channel.archived) throw slackError('is_archived');
  if (!channel.members.has(access.actor.id)) throw slackError('not_in_channel');
  return channel;
}

function textOf({ given }: SlackCall): string {
  const text = given.optionalText('text') ?? '';
  if (text.trim() === '') throw slackError('no_text');
  if (text.length > longestText) throw slackError('msg_too_long');
  return text;
}

function threadOf({ given }: SlackCall, channel: SlackChannel): string | undefined {
  const threadTs = given.optionalText('thread_ts');
  if (threadTs === undefined) return undefined;
  const parent = channel.messages.find(({ ts }) => ts === threadTs);
  if (!parent) throw slackError('thread_not_found');
  return parent.threadTs ?? parent.ts;
}

function postMessage(call: SlackCall) {
  const { given, store, access, now } = call;
  const text = textOf(call);
  const channel = targetOf(call);
  const threadTs = threadOf(call, channel);
  const broadcast = threadTs !== undefined && given.flag('reply_broadcast');
  const message = store.add(
    channel,
    { user: access.actor.id, text, threadTs, broadcast, byBot: access.kind === 'bot' },
    now,
  );
  return { channel: channel.id, ts: message.ts, message: messageResource(message, channel) };
}

function scheduleMessage(call: SlackCall) {
  const { given, store, now } = call;
  const text = textOf(call);
  const postAt = given.integer('post_at', 0);
  if (postAt * 1000 <= now) throw slackError('time_in_past');
  if (postAt * 1000 > now + farthestSeconds * 1000) throw slackError('time_too_far');
  const channel = targetOf(call);
  const near = store.scheduled.filter(
    (other) => other.channel === channel.id && Math.abs(other.postAt - postAt) < 300,
  );
  if (near.length >= mostInFiveMinutes) throw slackError('restricted_too_many');
  const threadTs = threadOf(call, channel);
  const { id: user } = call.access.actor;
  const id = `Q${String(store.nextScheduledNumber()).padStart(10, '0')}`;
  const byBot = call.access.kind === 'bot';
  store.scheduled.push({ id, channel: channel.id, text, postAt, user, threadTs, byBot });
  return {
    channel: channel.id,
    scheduled_message_id: id,
    post_at: postAt,
    message: { type: 'message', user, text, team: channel.team },
  };
}

const content = {
  channel: { type: 'text', required: true },
  text: { type: 'text' },
  thread_ts: { type: 'text' },
  reply_broadcast: { type: 'boolean' },
  mrkdwn: { type: 'boolean' },
  unfurl_links: { type: 'boolean' },
  unfurl_media: { type: 'boolean' },
} as const;

/** Sending, now and later. */
export const chatMethods: readonly SlackMethod[] = [
  {
    name: 'chat.postMessage',
    callsPerMinute: 60,
    json: true,
    scopes: ['chat:write'],
    arguments: content,
    run: postMessage,
  },
  {
    name: 'chat.scheduleMessage',
    callsPerMinute: 50,
    json: true,
    scopes: ['chat:write'],
    arguments: { ...content, post_at: { type: 'integer', required: true } },
    run: scheduleMessage,
  },
];
