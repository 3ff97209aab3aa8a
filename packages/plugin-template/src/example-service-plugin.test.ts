import { expect, it } from 'vitest';
import { connected } from '../test/connected.ts';

it('does what the README shows', async () => {
  const { sidecar } = await connected();
  const { items } = await sidecar.run('item_list', { limit: 5 });
  expect(items).toEqual([
    { id: 'i1', title: 'First item' },
    { id: 'i2', title: '(no title)' },
  ]);
});

// only: oauth2, token {
it('says who is connected', async () => {
  const { sidecar } = await connected();
  expect(await sidecar.status('example-service')).toMatchObject({
    state: 'connected',
    identity: 'ada@example-service.example',
  });
});

it('says who refused when Example Service does not take the token', async () => {
  const refused = () => new Response('{}', { status: 401 });
  const { sidecar } = await connected({ '/v1/items': refused });
  await expect(sidecar.run('item_list', {})).rejects.toMatchObject({
    code: expect.stringMatching(/^(needs_reauth|provider_rejected)$/),
    integration: 'example-service',
  });
});
// }

it('asks the address that it was given', async () => {
  const { sidecar, received } = await connected({}, { apiUrl: 'https://proxy.example' });
  await sidecar.run('item_list', {});
  expect(received.map(({ url }) => new URL(url).host)).toContain('proxy.example');
});
