import type { SidecarErrorCode } from '@sidecar/core';

/** What one of Slack's error words means for a person. */
export interface Refusal {
  readonly code: SidecarErrorCode;
  /** Goes on after "Slack". */
  readonly says: string;
  readonly nextAction?: string;
}

const invite = 'Invite the app: write /invite and its name in that channel.';

const entries: Readonly<Record<string, Refusal>> = {
  channel_not_found: {
    code: 'not_found',
    says: 'knows no such channel, or it is private and the app is not in it',
    nextAction: invite,
  },
  not_in_channel: {
    code: 'provider_rejected',
    says: 'lets the app do this only in channels that it is in',
    nextAction: invite,
  },
  user_not_found: { code: 'not_found', says: 'knows no such person' },
  users_not_found: { code: 'not_found', says: 'knows no such person' },
  user_not_visible: { code: 'not_found', says: 'does not show that person to the app' },
  message_not_found: { code: 'not_found', says: 'knows no such message in that channel' },
  thread_not_found: { code: 'not_found', says: 'knows no such thread in that channel' },
  team_not_found: { code: 'not_found', says: 'knows no such workspace' },
  is_archived: {
    code: 'provider_rejected',
    says: 'takes nothing new in an archived channel',
    nextAction: 'Choose another channel, or have somebody unarchive it.',
  },
  cannot_dm_bot: { code: 'provider_rejected', says: 'delivers no direct messages from one bot to another' },
  messages_tab_disabled: {
    code: 'provider_rejected',
    says: 'delivers no direct messages of this app, whose messages tab is switched off',
    nextAction: 'Switch the Messages Tab on under App Home in the settings of the app.',
  },
  restricted_action: { code: 'provider_rejected', says: 'does not allow this by a rule of the workspace' },
  msg_too_long: { code: 'invalid_input', says: 'finds the message too long' },
  no_text: { code: 'invalid_input', says: 'found no text in the message' },
  invalid_name: { code: 'invalid_input', says: 'knows no such emoji' },
  invalid_cursor: {
    code: 'invalid_input',
    says: 'does not know that cursor',
    nextAction: 'Begin again without cursor.',
  },
  invalid_time: { code: 'invalid_input', says: 'cannot send a message at that time' },
  time_in_past: { code: 'invalid_input', says: 'cannot send a message in the past' },
  time_too_far: { code: 'invalid_input', says: 'keeps a message for at most 120 days' },
  restricted_too_many: {
    code: 'provider_rejected',
    says: 'takes no more than 30 scheduled messages for five minutes of one channel',
  },
  already_reacted: { code: 'conflict', says: 'has this reaction already' },
  too_many_reactions: {
    code: 'provider_rejected',
    says: 'takes no more reactions of the app on that message',
  },
  too_many_emoji: { code: 'provider_rejected', says: 'takes no more different reactions on that message' },
  not_allowed_token_type: {
    code: 'not_supported',
    says: 'does not do this for this kind of token',
    nextAction: 'Connect Slack by another method.',
  },
  team_access_not_granted: {
    code: 'provider_rejected',
    says: 'has not let the app into that workspace',
    nextAction: 'Ask an administrator of the organization to add the app there.',
  },
  org_login_required: { code: 'provider_rejected', says: 'moves that workspace just now' },
  access_denied: { code: 'provider_rejected', says: 'denies the app access to this' },
  no_permission: { code: 'provider_rejected', says: 'does not permit this to the app' },
};

/** Slack's error words that say more than "refused". */
export const refusals: ReadonlyMap<string, Refusal> = new Map(Object.entries(entries));
