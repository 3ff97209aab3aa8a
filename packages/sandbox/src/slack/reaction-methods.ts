import { slackError } from './slack-error.ts';
import type { SlackCall, SlackMethod } from './slack-method.ts';
import { namedChannel } from './visible-channel.ts';

const emoji = new Set(
  '+1 -1 heart tada white_check_mark heavy_check_mark x eyes pray raised_hands clap wave 100 fire rocket joy smile cry thinking_face warning thumbsup gear loom'.split(
    ' ',
  ),
);

function add(call: SlackCall) {
  const { given, access } = call;
  const channel = namedChannel(call);
  const name = given.text('name').replace(/::skin-tone-[2-6]$/, '');
  if (!emoji.has(name)) throw slackError('invalid_name');
  const message = channel.messages.find(({ ts }) => ts === given.text('timestamp'));
  if (!message) throw slackError('message_not_found');
  const known = message.reactions.find((reaction) => reaction.name === name);
  if (known?.users.includes(access.actor.id)) throw slackError('already_reacted');
  if (known) known.users.push(access.actor.id);
  else message.reactions.push({ name, users: [access.actor.id] });
  return {};
}

/** Emoji on messages. */
export const reactionMethods: readonly SlackMethod[] = [
  {
    name: 'reactions.add',
    callsPerMinute: 50,
    json: true,
    scopes: ['reactions:write'],
    arguments: {
      channel: { type: 'text', required: true },
      timestamp: { type: 'text', required: true },
      name: { type: 'text', required: true },
    },
    run: add,
  },
];
