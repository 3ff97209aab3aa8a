import { expect, it } from 'vitest';
import { memoryStore } from '../storage/memory-store.ts';
import { UserConfigs } from './user-config.ts';

it.each([
  ['{"gmail":{"enabled":"yes"}}', /of user ada cannot be read: gmail\.enabled: .*boolean/],
  ['{"gmail":{"settings":[]}}', /gmail\.settings: .*record/],
  ['{"gmail":true}', /gmail: .*object/],
  ['{"gmail"', /it is not JSON/],
])('says where %s is wrong, and leaves it as it is', async (value, says) => {
  const store = memoryStore();
  await store.set('config/ada', value, undefined);
  const configs = new UserConfigs(store);
  for (const attempt of [
    () => configs.read('ada'),
    () => configs.update('ada', 'twitter', () => ({ enabled: true })),
  ])
    await expect(attempt()).rejects.toMatchObject({
      code: 'store_corrupt',
      message: expect.stringMatching(says),
      nextAction: expect.stringMatching(/\w/),
    });
  expect(await store.get('config/ada')).toMatchObject({ value });
});

it('reads what a later version has added', async () => {
  const store = memoryStore();
  await store.set('config/ada', '{"gmail":{"enabled":false,"since":2}}', undefined);
  expect(await new UserConfigs(store).read('ada')).toEqual({ gmail: { enabled: false, since: 2 } });
});
