import type { PluginSuiteOptions } from '@sidecar/testing';

const general = {
  id: 'C0GENERAL1',
  name: 'general',
  topic: { value: 'Engines &amp; looms' },
  purpose: { value: 'Everything' },
  num_members: 3,
  is_private: false,
  is_member: true,
  is_archived: false,
};
const ada = {
  id: 'U0ADAADA1',
  name: 'ada',
  real_name: 'Ada Lovelace',
  deleted: false,
  is_bot: false,
  tz: 'Europe/London',
  profile: { display_name: 'Ada', real_name: 'Ada Lovelace', title: 'Analyst', email: 'ada@example.com' },
};
const message = {
  type: 'message',
  ts: '1773301156.700019',
  user: ada.id,
  text: 'short',
  blocks: [
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Hello ', style: { bold: true } },
            { type: 'user', user_id: 'U0GRACE11' },
            { type: 'link', url: 'https://example.com/a', text: 'a link' },
          ],
        },
        { type: 'rich_text_list', style: 'ordered', elements: [{ type: 'rich_text_section', elements: [] }] },
      ],
    },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: '*Bold*' },
      fields: [{ type: 'plain_text', text: 'x' }],
    },
  ],
  attachments: [
    {
      title: 'Card',
      title_link: 'https://example.com/card',
      text: 'Said',
      fields: [{ title: 'a', value: 'b' }],
    },
  ],
  thread_ts: '1773301156.700019',
  reply_count: 2,
  edited: { ts: '1773301157.000000' },
  reactions: [{ name: 'tada', count: 2 }],
  files: [{ name: 'notes.pdf' }],
};
const me = {
  ok: true,
  team: 'Analytical Society',
  team_id: 'T0ANALYTIC',
  user: 'sidecar',
  user_id: 'U0BOTBOT1',
  bot_id: 'B0SIDECAR1',
  is_enterprise_install: false,
};
const channels = {
  method: 'GET',
  path: '/api/conversations.list',
  body: { ok: true, channels: [general], response_metadata: { next_cursor: '' } },
};
const person = { method: 'GET', path: '/api/users.info', ordinary: [404], body: { ok: true, user: ada } };
const history = {
  ok: true,
  messages: [message],
  has_more: true,
  response_metadata: { next_cursor: 'older' },
};
const opened = {
  method: 'POST',
  path: '/api/conversations.open',
  idempotent: true,
  body: { ok: true, channel: { id: 'D0ADAADA1' } },
};

/** One or more calls of each tool, and Slack's answers to them. */
export const slackExamples = {
  connection: [{ method: 'GET', path: '/api/auth.test', body: me }],
  examples: {
    channels_list: {
      input: { limit: 2 },
      answers: [channels],
      output: {
        channels: [
          {
            id: 'C0GENERAL1',
            name: 'general',
            topic: 'Engines & looms',
            purpose: 'Everything',
            members: 3,
            private: false,
            joined: true,
          },
        ],
      },
    },
    messages_read: [
      {
        input: { channel: '#general', limit: 5 },
        answers: [channels, { method: 'GET', path: '/api/conversations.history', body: history }, person],
      },
      {
        input: { channel: 'C0GENERAL1', thread: message.ts },
        answers: [{ method: 'GET', path: '/api/conversations.replies', body: history }, person],
      },
    ],
    messages_send: [
      {
        input: { channel: 'general', text: '**Hello** & welcome' },
        answers: [
          channels,
          {
            method: 'POST',
            path: '/api/chat.postMessage',
            body: { ok: true, channel: general.id, ts: message.ts, message },
          },
        ],
        output: { id: message.ts, channel: general.id, sent_at: '2026-03-12T07:39:16.700Z' },
      },
      {
        input: { channel: '@ada', text: 'Hello' },
        answers: [
          { method: 'GET', path: '/api/users.list', body: { ok: true, members: [ada] } },
          opened,
          {
            method: 'POST',
            path: '/api/chat.postMessage',
            body: { ok: true, channel: 'D0ADAADA1', ts: message.ts },
          },
        ],
      },
    ],
    messages_schedule: {
      input: { channel: 'general', text: 'Later', send_at: '2026-12-24T18:00:00+01:00' },
      answers: [
        channels,
        {
          method: 'POST',
          path: '/api/chat.scheduleMessage',
          body: { ok: true, channel: general.id, scheduled_message_id: 'Q1298393284', post_at: 1798131600 },
        },
      ],
      output: { id: 'Q1298393284', channel: general.id, send_at: '2026-12-24T17:00:00.000Z' },
    },
    messages_search: {
      input: { query: 'engine in:#general', limit: 1 },
      answers: [
        person,
        {
          method: 'GET',
          path: '/api/search.messages',
          body: {
            ok: true,
            query: 'engine',
            messages: {
              total: 2,
              paging: { count: 1, page: 1, pages: 2, total: 2 },
              matches: [
                {
                  ts: message.ts,
                  user: ada.id,
                  username: 'ada',
                  text: 'The engine',
                  channel: { id: general.id, name: 'general' },
                  permalink: 'https://analytical.slack.com/archives/C0GENERAL1/p1773301156700019',
                },
              ],
            },
          },
        },
      ],
    },
    reactions_add: {
      input: { channel: 'C0GENERAL1', message: message.ts, emoji: '🎉' },
      answers: [{ method: 'POST', path: '/api/reactions.add', body: { ok: true } }],
      output: { channel: 'C0GENERAL1', message: message.ts, emoji: 'tada' },
    },
    users_list: {
      input: {},
      answers: [
        {
          method: 'GET',
          path: '/api/users.list',
          body: { ok: true, members: [ada], response_metadata: { next_cursor: 'more' } },
        },
      ],
    },
  } satisfies PluginSuiteOptions['examples'],
};
