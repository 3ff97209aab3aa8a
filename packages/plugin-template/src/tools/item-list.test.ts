import { expect, it } from 'vitest';
import { connected } from '../../test/connected.ts';

it('asks for as many items as it was told to, and gives no more', async () => {
  const items = Array.from({ length: 5 }, (_, index) => ({ id: `i${index}`, title: 'Item' }));
  const { sidecar, received } = await connected({ '/v1/items': () => Response.json({ items }) });
  const answer = await sidecar.run('item_list', { limit: 3 });
  expect(answer.items.map(({ id }) => id)).toEqual(['i0', 'i1', 'i2']);
  expect(received.at(-1)?.url).toBe('https://api.example-service.example/v1/items?limit=3');
});

it.each([{ limit: 0 }, { limit: 51 }, { limit: 1.5 }, { limit: '3' }, { count: 3 }])(
  'refuses the input %j before anything is sent',
  async (input) => {
    const { sidecar, received } = await connected();
    const before = received.length;
    await expect(sidecar.runByName('item_list', input)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(received).toHaveLength(before);
  },
);

it.each([
  ['a page of HTML', () => new Response('<html>Maintenance</html>')],
  ['null', () => Response.json(null)],
  ['items of another type', () => Response.json({ items: 'none' })],
])('reports %s instead of items as an answer that is not as documented', async (_, answer) => {
  const { sidecar } = await connected({ '/v1/items': answer });
  await expect(sidecar.run('item_list', {})).rejects.toMatchObject({
    code: 'invalid_response',
    integration: 'example-service',
  });
});

it.each([
  [403, 'provider_rejected'],
  [404, 'not_found'],
  [422, 'provider_rejected'],
])('reports status %i as %s, and repeats nothing of what Example Service said', async (status, code) => {
  const { sidecar } = await connected({
    '/v1/items': () => Response.json({ message: 'Wrong token: token-of-ada' }, { status }),
  });
  await expect(sidecar.run('item_list', {})).rejects.toMatchObject({
    code,
    integration: 'example-service',
    message: expect.not.stringContaining('token-of-ada'),
  });
});
