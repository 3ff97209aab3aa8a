import { expect, it } from 'vitest';
import { postAnswerSchema } from './post.ts';
import { viewPosts } from './post-view.ts';

const ada = { id: '5', username: 'ada', name: 'Ada' };
const grace = { id: '7', username: 'grace', name: 'Grace' };

function view(post: object, includes: object = {}) {
  const [seen] = viewPosts(postAnswerSchema.parse({ data: [{ id: '1', text: '', ...post }], includes }));
  return seen;
}

it('gives the whole text of a long post, with the links of the whole text', () => {
  const post = {
    text: 'Beginning… https://t.co/cut',
    note_tweet: {
      text: 'Beginning and end: https://t.co/a1',
      entities: { urls: [{ url: 'https://t.co/a1', expanded_url: 'https://example.com/' }] },
    },
  };
  expect(view(post)).toHaveProperty('text', 'Beginning and end: https://example.com/');
});

it('gives the whole text of the original for a repost, which X cuts off', () => {
  const post = {
    text: 'RT @grace: Long and…',
    author_id: '5',
    referenced_tweets: [{ type: 'retweeted', id: '3' }],
  };
  const original = { id: '3', text: 'cut', author_id: '7', note_tweet: { text: 'Long and whole' } };
  expect(view(post, { users: [ada, grace], tweets: [original] })).toMatchObject({
    text: 'RT @grace: Long and whole',
    author: { username: 'ada', name: 'Ada' },
    url: 'https://x.com/ada/status/1',
  });
  expect(view(post, { users: [ada] })).toHaveProperty('text', 'RT @grace: Long and…');
});

it('says which post an answer answers, and not what it quotes', () => {
  const quoted = { type: 'quoted', id: '8' };
  expect(view({ referenced_tweets: [quoted, { type: 'replied_to', id: '9' }] })).toHaveProperty(
    'reply_to',
    '9',
  );
  expect(view({ referenced_tweets: [quoted] })).not.toHaveProperty('reply_to');
});

it('undoes the escaping of X once, not twice', () => {
  expect(view({ text: '&lt;b&gt; &amp;lt; &quot; &#39; &AMP;' })).toHaveProperty(
    'text',
    '<b> &lt; &quot; &#39; &AMP;',
  );
});

it('expands only links of X’s shortener, to web addresses', () => {
  const entities = {
    urls: [
      { url: 'https://t.co/a', expanded_url: 'javascript:alert(1)' },
      { url: 'https://t.co/b', expanded_url: null },
      { url: 'grace', expanded_url: 'https://evil.example/' },
      null,
      { url: 'https://t.co/c', expanded_url: 'https://example.com/$&' },
    ],
  };
  const text = 'grace https://t.co/a https://t.co/b https://t.co/c https://t.co/cc';
  expect(view({ text, entities })).toHaveProperty(
    'text',
    'grace https://t.co/a https://t.co/b https://example.com/$& https://t.co/cc',
  );
});

it('counts likes, reposts, replies and quotes', () => {
  const counts = { like_count: 1, retweet_count: 2, reply_count: 3, quote_count: null, impression_count: 9 };
  expect(view({ public_metrics: counts })).toHaveProperty('metrics', {
    likes: 1,
    reposts: 2,
    replies: 3,
    quotes: 0,
  });
});

it('gives times in UTC', () => {
  expect(view({ created_at: '2026-01-02T05:04:05+02:00' })).toHaveProperty(
    'created_at',
    '2026-01-02T03:04:05.000Z',
  );
});
