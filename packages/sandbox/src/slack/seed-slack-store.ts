import { installations } from './installations.ts';
import { type SlackChannel, SlackStore } from './slack-store.ts';

const minuteMs = 60_000;
const [ada, grace, charles, bot] = ['U0ADA000001', 'U0GRACE0001', 'U0CHARLES01', 'U0BOT000001'] as const;

type Seed = Omit<SlackChannel, 'team' | 'members' | 'messages'> & { readonly members: readonly string[] };

const channels: readonly Seed[] = [
  {
    id: 'C0GENERAL01',
    kind: 'public',
    name: 'general',
    topic: 'Engines & looms',
    members: [ada, grace, charles, bot],
  },
  {
    id: 'C0ENGINE001',
    kind: 'public',
    name: 'engine-room',
    purpose: 'Wheels, cards, tables',
    members: [ada, grace, bot],
  },
  { id: 'C0LOUNGE001', kind: 'public', name: 'lounge', members: [charles] },
  { id: 'C0OLDNEWS01', kind: 'public', name: 'old-news', archived: true, members: [ada, bot] },
  { id: 'C0BOARD0001', kind: 'private', name: 'board', members: [ada, bot] },
  { id: 'C0SECRET001', kind: 'private', name: 'secret-plans', members: [ada, charles] },
];

/** A store with channels of all kinds in each workspace, and messages of the last days in the first. */
export function seedSlackStore(now: number): SlackStore {
  const store = new SlackStore();
  const teams = installations.flatMap(({ workspaces }) => workspaces.map(({ id }) => id));
  for (const [index, team] of teams.entries()) {
    for (const { id, members, ...facts } of channels)
      store.channels.push({
        ...facts,
        // Channels of other workspaces have the same names and other ids.
        id: index === 0 ? id : id.replace(/1$/, String(index + 1)),
        team,
        members: new Set(members),
        messages: [],
      });
  }
  seedMessages(store, now);
  return store;
}

function seedMessages(store: SlackStore, now: number): void {
  const say = (channelId: string, minutesAgo: number, message: Parameters<SlackStore['add']>[1]) => {
    const channel = store.channel(channelId);
    if (!channel) throw new Error(`The sandbox has no channel ${channelId}.`);
    return store.add(channel, message, now - minutesAgo * minuteMs);
  };
  const general = 'C0GENERAL01';
  say('C0SECRET001', 400, { user: charles, text: 'The difference engine is to be sold.' });
  say('C0GENERAL01', 350, {
    user: charles,
    text: 'The mill carries in *one* turn. <@U0ADA000001> will like this.',
  });
  const question = say(general, 300, { user: grace, text: 'Who has the table of Bernoulli numbers?' });
  say(general, 290, {
    user: ada,
    text: 'I do: <https://example.com/note-g|note G> &amp; more.',
    threadTs: question.ts,
  });
  say(general, 280, { user: grace, text: 'Thank you <!here>', threadTs: question.ts });
  say(general, 200, {
    user: grace,
    text: 'Release notes',
    blocks: [
      { type: 'section', block_id: 's', text: { type: 'mrkdwn', text: '*Release 2 &lt; 3*' } },
      {
        type: 'rich_text',
        block_id: 'r',
        elements: [
          {
            type: 'rich_text_list',
            style: 'ordered',
            indent: 0,
            elements: [
              {
                type: 'rich_text_section',
                elements: [{ type: 'text', text: 'Faster cards', style: { bold: true } }],
              },
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'user', user_id: ada },
                  { type: 'text', text: ' wrote it' },
                ],
              },
            ],
          },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'V1 = 2n' }] },
        ],
      },
    ],
  });
  say(general, 100, {
    user: bot,
    text: '',
    byBot: true,
    attachments: [
      {
        id: 1,
        fallback: 'Build 7',
        color: '36a64f',
        title: 'Build 7',
        title_link: 'https://example.com/7',
        text: 'All *green*',
      },
    ],
  });
  say('C0ENGINE001', 90, { user: ada, text: 'Panel F is clean. `a &lt; b` ~not~ done' });
}
