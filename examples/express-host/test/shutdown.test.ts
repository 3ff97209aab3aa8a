import { expect, test } from 'vitest';
import { connectedClient } from './connected-client.ts';
import { startAppWithSandbox } from './running-app.ts';

test('a host that ends answers what is under way and takes nothing new', async () => {
  const app = await startAppWithSandbox();
  const alice = await connectedClient(app, 'alice');
  app.sandbox.faults.set({ service: 'google', on: 'api', kind: 'slow', delayMs: 500, times: 1 });
  const inbox = alice.get('/inbox');
  // The fault is used up as soon as the request has reached Gmail.
  await expect.poll(() => app.sandbox.faults.list()).toEqual([]);
  const closed = app.close();
  await expect(fetch(app.instanceUrl)).rejects.toThrow('fetch failed');
  const answer = await inbox;
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Plans for the new engine');
  await closed;
});
