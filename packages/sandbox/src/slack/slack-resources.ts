import type { SlackPerson } from './slack-people.ts';
import type { SlackChannel, SlackMessage } from './slack-store.ts';

const created = Date.UTC(2024, 0, 1) / 1000;
const appId = 'A0SIDECAR01';
const botId = 'B0SIDECAR01';

/** Text as Slack gives it back. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A channel as `conversations.list` shows it. */
export function channelResource(channel: SlackChannel, actorId: string): object {
  const { id, kind, name, topic = '', purpose = '', archived = false, members, team } = channel;
  if (kind === 'im') {
    const user = [...members].find((member) => member !== actorId) ?? actorId;
    return {
      id,
      created,
      is_org_shared: false,
      is_im: true,
      is_archived: archived,
      context_team_id: team,
      user,
    };
  }
  const said = (value: string) => ({ value: escaped(value), creator: '', last_set: 0 });
  return {
    id,
    name,
    name_normalized: name,
    created,
    creator: 'U0ADA000001',
    context_team_id: team,
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: kind === 'private',
    is_archived: archived,
    is_general: name === 'general',
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    is_member: members.has(actorId),
    num_members: members.size,
    topic: said(topic),
    purpose: said(purpose),
    previous_names: [],
  };
}

/** Somebody as `users.list` shows them. */
export function personResource(person: SlackPerson, team: string, withEmail: boolean): object {
  const { id, handle, realName, displayName, title = '', deleted = false, isBot = false, login } = person;
  return {
    id,
    team_id: team,
    name: handle,
    real_name: realName,
    deleted,
    is_bot: isBot,
    tz: 'Europe/London',
    tz_label: 'Greenwich Mean Time',
    tz_offset: 0,
    profile: {
      title: escaped(title),
      real_name: realName,
      real_name_normalized: realName,
      display_name: displayName,
      display_name_normalized: displayName,
      team,
      ...(withEmail && login !== undefined && { email: login }),
    },
  };
}

/** A message with what belongs to it. */
export function messageResource(message: SlackMessage, channel: SlackChannel): object {
  const { ts, user, text, threadTs, broadcast, blocks, attachments, byBot, reactions } = message;
  const replies = channel.messages.filter((other) => other.threadTs === ts);
  return {
    type: 'message',
    ...(broadcast && { subtype: 'thread_broadcast' }),
    user,
    ts,
    text,
    team: channel.team,
    ...(byBot && { bot_id: botId, app_id: appId }),
    ...(blocks && { blocks }),
    ...(attachments && { attachments }),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(replies.length > 0 && {
      thread_ts: ts,
      reply_count: replies.length,
      reply_users: [...new Set(replies.map((reply) => reply.user))],
      reply_users_count: new Set(replies.map((reply) => reply.user)).size,
      latest_reply: replies.at(-1)?.ts,
    }),
    ...(reactions.length > 0 && {
      reactions: reactions.map(({ name, users }) => ({ name, users, count: users.length })),
    }),
  };
}
