import { expect, it } from 'vitest';
import { playedApi } from './played-api.ts';

const address = 'https://api.example/notes?limit=1';

it('answers by method and path, and keeps what was sent with its JSON parsed', async () => {
  const { fetch, sent } = playedApi({ 'POST /notes': ({ body }) => ({ got: body }) });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: '{"text":"Hi"}' });
  expect(await answer.json()).toEqual({ got: { text: 'Hi' } });
  expect(sent).toEqual([
    { method: 'POST', url: address, headers: expect.objectContaining(headers), body: { text: 'Hi' } },
  ]);
});

it('keeps a form as the text that was sent, and no body where there is none', async () => {
  const { fetch, sent } = playedApi({ 'POST /notes': {}, 'GET /notes': {} });
  await fetch(address, { method: 'POST', body: new URLSearchParams({ text: 'Hi' }) });
  await fetch(address);
  expect(sent[0]?.body).toBe('text=Hi');
  expect(sent[1]).not.toHaveProperty('body');
});

it('gives a whole response each time that it is asked', async () => {
  const { fetch } = playedApi({ 'GET /notes': new Response('No.', { status: 404 }) });
  for (const answer of [await fetch(address), await fetch(address)]) {
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('No.');
  }
});

it('fails a request that nobody plays', async () => {
  const { fetch } = playedApi({ 'GET /notes': {} });
  await expect(fetch(address, { method: 'PUT' })).rejects.toThrow(`Nobody plays PUT ${address}`);
});
