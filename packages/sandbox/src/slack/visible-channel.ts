import type { SlackAccess } from './slack-access.ts';
import { missingScope, slackError } from './slack-error.ts';
import type { SlackCall } from './slack-method.ts';
import type { SlackChannel } from './slack-store.ts';

const families = { public: 'channels', private: 'groups', im: 'im' } as const;

/** Whether a token sees a channel: public ones of its workspaces, and those that whoever it acts for is in. */
export function canSee({ team, kind, members }: SlackChannel, { actor, installation }: SlackAccess): boolean {
  const isHere = installation.workspaces.some(({ id }) => id === team);
  return isHere && (kind === 'public' || members.has(actor.id));
}

/** The channel that a call names, or Slack's refusal. */
export function namedChannel({ given, store, access }: SlackCall): SlackChannel {
  const channel = store.channel(given.text('channel'));
  if (!channel || !canSee(channel, access)) throw slackError('channel_not_found');
  return channel;
}

/** Refuses a token without the scope that this kind of channel needs. */
export function requireFamilyScope(
  { kind }: SlackChannel,
  { access: { scopes } }: SlackCall,
  what: 'read' | 'history',
): void {
  const needed = `${families[kind]}:${what}`;
  if (!scopes.includes(needed)) throw missingScope(needed, scopes);
}

/** The workspace that a call is about; an app of an organization has to say it. */
export function namedTeam({ access: { installation }, given }: SlackCall): string {
  const named = given.optionalText('team_id');
  const [first] = installation.workspaces;
  if (!installation.organization) return first?.id ?? '';
  if (named === undefined)
    throw slackError('missing_argument', {
      response_metadata: { messages: ['[ERROR] missing required field: team_id'] },
    });
  if (!installation.workspaces.some(({ id }) => id === named)) throw slackError('team_access_not_granted');
  return named;
}
