import { InvalidInput, playedApi } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../../test/run-tool.ts';
import { tweetPostTool } from './tweet-post.ts';

function takingPosts() {
  return playedApi({
    'POST /2/tweets': () => Response.json({ data: { id: '20', text: 'Hi' } }, { status: 201 }),
  });
}

it('refuses a post that is too long before anything is sent, and says how long it is', async () => {
  const x = takingPosts();
  await expect(runTool('tweet_post', { text: '\u6545'.repeat(141) }, x)).rejects.toThrow(
    'The post is too long: Twitter counts 282 characters and allows 280.',
  );
  expect(x.sent).toEqual([]);
});

it('sends a post of exactly 280 weighted characters', async () => {
  const x = takingPosts();
  const link = 'https://example.com/a-path-that-is-longer-than-twenty-three-characters';
  const text = `${'x'.repeat(254)}\u{1F637} ${link}`;
  await runTool('tweet_post', { text }, x);
  await expect(runTool('tweet_post', { text: `x${text}` }, x)).rejects.toThrow('281');
  expect(x.sent).toHaveLength(1);
});

it.each([
  ['nothing', { text: '' }, 'empty'],
  ['only white space', { text: ' \n\t' }, 'empty'],
  ['a byte order mark', { text: 'Hi\uFEFF' }, 'refuses'],
  ['half of a character', { text: 'Hi\uD83D' }, 'refuses'],
  ['megabytes', { text: '.'.repeat(5_000_000) }, '4000'],
  ['an answer to a URL', { text: 'Hi', reply_to: 'https://x.com/i/status/20' }, 'digits only'],
  ['an unknown field', { text: 'Hi', in_reply_to: '20' }, 'in_reply_to'],
])('refuses %s', async (_, input, reason) => {
  const x = takingPosts();
  const call = runTool('tweet_post', input, x);
  await expect(call).rejects.toThrow(reason);
  await expect(call).rejects.toBeInstanceOf(InvalidInput);
  expect(x.sent).toEqual([]);
});

it('sends the text as it was given, and answers the post that it is told to', async () => {
  const x = takingPosts();
  const text = ' <b>Tom & Jerry</b>\n"quoted" \u{1F637} ';
  await runTool('tweet_post', { text, reply_to: '19' }, x);
  await runTool('tweet_post', { text }, x);
  expect(x.sent.map(({ body }) => body)).toEqual([{ text, reply: { in_reply_to_tweet_id: '19' } }, { text }]);
});

it('makes a thread when each part answers the one before', async () => {
  let last = 100;
  const x = playedApi({
    'POST /2/tweets': () => {
      last += 1;
      return Response.json({ data: { id: String(last), text: 'part' } }, { status: 201 });
    },
  });
  let previous: string | undefined;
  for (const text of ['one', 'two', 'three']) {
    const posted = await runTool('tweet_post', { text, ...(previous ? { reply_to: previous } : {}) }, x);
    previous = (posted as { id: string }).id;
  }
  expect(x.sent.map(({ body }) => body)).toEqual([
    { text: 'one' },
    { text: 'two', reply: { in_reply_to_tweet_id: '101' } },
    { text: 'three', reply: { in_reply_to_tweet_id: '102' } },
  ]);
});

it('tells a model in its JSON Schema how length is counted, without rules of our own', () => {
  const schema = tweetPostTool.input['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
  expect(schema).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['text'],
    properties: { text: { type: 'string', description: expect.stringContaining('280') } },
  });
});
