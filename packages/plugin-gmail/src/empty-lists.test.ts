import { expect, it } from 'vitest';
import { gmailClient } from './gmail-client.ts';

const listing = (answer: unknown) =>
  gmailClient(async () => Response.json(answer), 'https://gmail.googleapis.com/').list(
    { limit: 5 },
    new AbortController().signal,
  );

it('takes an answer that counts no messages for an empty mailbox', async () => {
  expect(await listing({ resultSizeEstimate: 0 })).toEqual({ ids: [], nextCursor: null });
});

it.each([{}, { padding: 'x'.repeat(1000) }, { messages: null }])(
  'does not take %j for an empty mailbox',
  async (answer) => {
    await expect(listing(answer)).rejects.toMatchObject({ code: 'invalid_response' });
  },
);
