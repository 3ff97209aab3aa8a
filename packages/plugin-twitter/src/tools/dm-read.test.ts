import { playedApi } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../../test/run-tool.ts';

it('reads the messages of all conversations with their senders', async () => {
  const x = playedApi({
    'GET /2/dm_events': {
      data: [
        {
          id: '2',
          event_type: 'MessageCreate',
          text: 'Tom &amp; I: https://t.co/a1',
          entities: { urls: [{ url: 'https://t.co/a1', expanded_url: 'https://example.com/plan' }] },
          sender_id: '5',
          dm_conversation_id: '5-9',
          created_at: '2026-01-02T03:04:05Z',
        },
        { id: '1', event_type: 'MessageCreate', sender_id: '7' },
      ],
      includes: { users: [{ id: '5', username: 'grace', name: null }] },
      meta: { next_token: 'older' },
    },
  });
  expect(await runTool('dm_read', { limit: 2 }, x)).toEqual({
    messages: [
      {
        id: '2',
        conversation_id: '5-9',
        text: 'Tom & I: https://example.com/plan',
        sender: { username: 'grace', name: 'grace' },
        created_at: '2026-01-02T03:04:05.000Z',
      },
      { id: '1', text: '' },
    ],
    next_cursor: 'older',
  });
});

it('goes on where the page before ended', async () => {
  const x = playedApi({ 'GET /2/dm_events': { meta: { result_count: 0 } } });
  expect(await runTool('dm_read', { cursor: '18LAA5G1SL0NR5OG0G00ZZZZ' }, x)).toEqual({ messages: [] });
  expect(new URL(x.sent[0]?.url ?? '').searchParams.get('pagination_token')).toBe('18LAA5G1SL0NR5OG0G00ZZZZ');
});

it.each(['no spaces', '@', 'sixteen_letters_', '../users'])('refuses the handle %j', async (username) => {
  const x = playedApi({});
  await expect(runTool('dm_read', { username }, x)).rejects.toThrow('X handle');
  expect(x.sent).toEqual([]);
});
