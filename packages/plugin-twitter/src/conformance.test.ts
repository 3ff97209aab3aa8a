import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { twitter } from './index.ts';

const ada = { id: '1072250532645998596', name: 'Ada Lovelace', username: 'ada' };
const charles = { id: '20', name: 'Charles Babbage', username: 'charles' };
const original = {
  id: '30',
  text: 'The engine is ready, see https://t.co/abc',
  author_id: charles.id,
  created_at: '2026-01-30T12:00:00.000Z',
  entities: { urls: [{ url: 'https://t.co/abc', expanded_url: 'https://example.com/engine' }] },
};
const posts = {
  data: [
    {
      id: '31',
      text: 'RT @charles: The engine is ready',
      author_id: ada.id,
      created_at: '2026-01-31T12:00:00.000Z',
      note_tweet: { text: 'The engine is ready &amp; running', entities: { urls: [] } },
      public_metrics: { like_count: 1, retweet_count: 2, reply_count: 3, quote_count: 4 },
      referenced_tweets: [{ type: 'retweeted', id: '30' }],
    },
  ],
  includes: { users: [ada, charles], tweets: [original] },
  meta: { result_count: 1, next_token: 'next' },
};
const messages = {
  data: [
    {
      id: '40',
      event_type: 'MessageCreate',
      text: 'See https://t.co/abc',
      sender_id: charles.id,
      dm_conversation_id: '20-1072250532645998596',
      created_at: '2026-01-31T12:00:00.000Z',
      entities: original.entities,
    },
  ],
  includes: { users: [charles] },
  meta: { result_count: 1, next_token: 'next' },
};

testPlugin(twitter(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  withClient: (client) => twitter({ client }),
  connection: { answers: [{ method: 'GET', path: '/2/users/me', body: { data: ada } }] },
  extraScopes: { 'offline.access': 'without it X gives no refresh token' },
  examples: {
    tweet_post: {
      input: { text: 'Hello & welcome', reply_to: '30' },
      answers: [
        {
          method: 'POST',
          path: '/2/tweets',
          status: 201,
          body: { data: { id: '50', text: 'Hello &amp; welcome', edit_history_tweet_ids: ['50'] } },
        },
      ],
      output: { id: '50', text: 'Hello & welcome', url: 'https://x.com/i/status/50' },
    },
    tweet_search: {
      input: { query: 'from:ada', limit: 5 },
      answers: [{ method: 'GET', path: '/2/tweets/search/recent', body: posts }],
    },
    timeline_read: {
      input: { limit: 5 },
      answers: [{ method: 'GET', path: `/2/users/${ada.id}/timelines/reverse_chronological`, body: posts }],
    },
    dm_read: [
      { input: {}, answers: [{ method: 'GET', path: '/2/dm_events', body: messages }] },
      {
        input: { username: '@charles' },
        answers: [
          { method: 'GET', path: '/2/users/by/username/charles', body: { data: charles } },
          { method: 'GET', path: '/2/dm_conversations/with/20/dm_events', body: messages },
        ],
      },
    ],
  },
});
