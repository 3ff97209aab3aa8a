import { pageBy } from './page-cursor.ts';
import { slackError } from './slack-error.ts';
import type { SlackCall, SlackMethod } from './slack-method.ts';
import { slackPeople } from './slack-people.ts';
import { personResource } from './slack-resources.ts';
import { namedTeam } from './visible-channel.ts';

const seesEmail = ({ access: { scopes } }: SlackCall) => scopes.includes('users:read.email');

function list(call: SlackCall) {
  const { given, now } = call;
  const limit = given.integer('limit', 100);
  if (limit < 1 || limit > 1000) throw slackError('invalid_limit');
  const team = namedTeam(call);
  const { page, nextCursor } = pageBy(slackPeople, { limit, cursor: given.optionalText('cursor') });
  return {
    members: page.map((person) => personResource(person, team, seesEmail(call))),
    cache_ts: Math.floor(now / 1000),
    response_metadata: { next_cursor: nextCursor },
  };
}

function info(call: SlackCall) {
  const person = slackPeople.find(({ id }) => id === call.given.text('user'));
  if (!person) throw slackError('user_not_found');
  const team = call.access.installation.workspaces[0]?.id ?? '';
  return { user: personResource(person, team, seesEmail(call)) };
}

/** The people of a workspace. */
export const peopleMethods: readonly SlackMethod[] = [
  {
    name: 'users.list',
    callsPerMinute: 20,
    scopes: ['users:read'],
    arguments: {
      limit: { type: 'integer' },
      cursor: { type: 'text' },
      team_id: { type: 'text' },
      include_locale: { type: 'boolean' },
    },
    run: list,
  },
  {
    name: 'users.info',
    callsPerMinute: 100,
    scopes: ['users:read'],
    arguments: { user: { type: 'text', required: true }, include_locale: { type: 'boolean' } },
    run: info,
  },
];
