import { slackError } from './slack-error.ts';
import type { SlackCall, SlackMethod } from './slack-method.ts';
import { slackPeople } from './slack-people.ts';
import type { SlackChannel, SlackMessage } from './slack-store.ts';
import { canSee, namedTeam } from './visible-channel.ts';

interface Found {
  readonly message: SlackMessage;
  readonly channel: SlackChannel;
}

type Fits = (found: Found) => boolean;

const person = (id: string) => slackPeople.find((candidate) => candidate.id === id);

/** Words, phrases in quotes, `-without`, `from:`, `in:`, `has:link`; everything has to fit. */
function parseQuery(query: string): Fits {
  const parts = [...query.matchAll(/(-?)(?:(from|in|has):)?(?:"([^"]*)"|(\S+))/g)].map(
    ([, minus, operator, phrase, word]): Fits => {
      const fits = partFits(operator, (phrase ?? word ?? '').toLowerCase());
      return minus ? (found) => !fits(found) : fits;
    },
  );
  return (found) => parts.every((fits) => fits(found));
}

function partFits(operator: string | undefined, value: string): Fits {
  if (operator === 'from') {
    const handle = value.replace(/^@/, '');
    return ({ message }) => person(message.user)?.handle === handle;
  }
  if (operator === 'in') return ({ channel }) => channel.name === value.replace(/^#/, '');
  if (operator === 'has') return ({ message }) => value === 'link' && message.text.includes('<http');
  return ({ message }) => message.text.toLowerCase().includes(value);
}

function search(call: SlackCall) {
  const { given, store, access } = call;
  const query = given.text('query');
  if (query.trim() === '') throw slackError('no_query');
  const [count, page] = [given.integer('count', 20), given.integer('page', 1)];
  if (count < 1 || count > 100 || page < 1 || page > 100) throw slackError('invalid_arguments');
  const team = namedTeam(call);
  const fits = parseQuery(query);
  const found = store.channels
    .filter((channel) => channel.team === team && canSee(channel, access))
    .flatMap((channel) => channel.messages.map((message) => ({ channel, message })))
    .filter(fits)
    .toSorted((one, other) => Number(other.message.ts) - Number(one.message.ts));
  const sorted = given.optionalText('sort_dir') === 'asc' ? found.toReversed() : found;
  const shown = sorted.slice((page - 1) * count, page * count);
  const pages = Math.ceil(sorted.length / count);
  return {
    query,
    messages: {
      total: sorted.length,
      paging: { count, total: sorted.length, page, pages },
      pagination: {
        total_count: sorted.length,
        page,
        per_page: count,
        page_count: pages,
        first: shown.length > 0 ? (page - 1) * count + 1 : 0,
        last: (page - 1) * count + shown.length,
      },
      matches: shown.map(matchResource),
    },
  };
}

function matchResource({ channel, message }: Found): object {
  const { ts, text, user } = message;
  return {
    type: 'message',
    iid: `${channel.id}-${ts}`,
    team: channel.team,
    user,
    username: person(user)?.handle ?? '',
    text,
    ts,
    permalink: `https://analytical.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`,
    channel: {
      id: channel.id,
      name: channel.name || [...channel.members][0] || '',
      is_private: channel.kind === 'private',
      is_im: channel.kind === 'im',
      is_mpim: false,
      is_shared: false,
      is_ext_shared: false,
      is_org_shared: false,
      pending_shared: [],
    },
  };
}

/** Search, for people only. */
export const searchMethods: readonly SlackMethod[] = [
  {
    name: 'search.messages',
    callsPerMinute: 20,
    scopes: ['search:read'],
    only: 'user',
    arguments: {
      query: { type: 'text', required: true },
      count: { type: 'integer' },
      page: { type: 'integer' },
      sort: { type: 'text' },
      sort_dir: { type: 'text' },
      highlight: { type: 'boolean' },
      team_id: { type: 'text' },
    },
    run: search,
  },
];
