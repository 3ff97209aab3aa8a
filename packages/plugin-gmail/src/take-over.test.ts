import { createSidecar, existingGrant, memoryStore } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { startSandbox } from '@sidecar/sandbox';
import { expect, it, onTestFinished } from 'vitest';
import { gmail } from './index.ts';
import { fromLocalAuth } from './local-auth.ts';

it('takes over the saved authorization of a program that used local-auth, without asking the person again', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const { google } = sandbox;
  const { id: client_id, secret: client_secret } = google.client;
  const store = memoryStore();
  const before = createSidecar({ plugins: [gmail({ client: google.client, endpoints: google })], store });
  const open = async (url: string) => void fetch(await sandbox.consent(url));
  await before.connect('gmail', { via: loopback({ open }) });
  const { refreshToken } = JSON.parse((await store.get('tokens/default/gmail/default'))?.value ?? '{}');

  const { client, grant } = fromLocalAuth({
    credentials: { installed: { client_id, client_secret } },
    token: { type: 'authorized_user', client_id, client_secret, refresh_token: refreshToken },
  });
  const after = createSidecar({ plugins: [gmail({ client, endpoints: google })], store: memoryStore() });
  if (!grant) throw new Error('The files hold no authorization.');
  await after.connect('gmail', { via: existingGrant(grant) });
  expect(await after.status('gmail')).toMatchObject({ state: 'connected', identity: 'ada@sandbox.example' });
  expect((await after.run('email_list', { limit: 1 })).emails).toHaveLength(1);
});
