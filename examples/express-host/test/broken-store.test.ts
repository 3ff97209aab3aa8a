import { memoryStore, type Store } from '@sidecar/core';
import { startSandbox } from '@sidecar/sandbox';
import { expect, test } from 'vitest';
import { FormClient } from './form-client.ts';
import { startApp } from './running-app.ts';

test('when the store fails, people learn that it is our fault and the operator learns why', async () => {
  const sandbox = await startSandbox();
  const store: Store = {
    ...memoryStore(),
    list: async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.7:5432, password=hunter22');
    },
  };
  const app = await startApp({ sandbox, store });
  const alice = await FormClient.signedIn(app, 'alice');
  const page = await alice.get('/');
  expect(page.status).toBeGreaterThanOrEqual(500);
  const text = await page.text();
  expect(text).toContain('Something went wrong on our side.');
  expect(text).not.toContain('ECONNREFUSED');
  await alice.post('/integrations/gmail/verify');
  const api = await alice.get('/api/tools');
  expect(api.status).toBe(page.status);
  expect(await api.json()).toMatchObject({ message: 'Something went wrong on our side.' });
  const failures = app.log.filter((line) => line.includes('ECONNREFUSED'));
  expect(failures.map((line) => line.split(' {')[0])).toEqual([
    'GET /',
    'POST /integrations/gmail/verify',
    'GET /api/tools',
  ]);
  expect(app.log.join('\n')).not.toContain('hunter22');
  await app.close();
  await sandbox.close();
});
