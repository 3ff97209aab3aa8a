import type { Sandbox } from '@sidecar/sandbox';
import { FormClient, pathOf } from './form-client.ts';
import type { passwords, RunningApp } from './running-app.ts';

/** Whose mailbox each of the host's users connects. */
export const mailboxes = { alice: 'ada@sandbox.example', bob: 'grace@sandbox.example' } as const;

type AppWithSandbox = RunningApp & { readonly sandbox: Sandbox };

/** Someone who has signed in to the host and connected their mailbox. */
export async function connectedClient(
  app: AppWithSandbox,
  user: keyof typeof passwords,
): Promise<FormClient> {
  const client = await FormClient.signedIn(app, user);
  await connectMailbox(client, app, user);
  return client;
}

/** Presses Connect, consents, and follows the callback. */
export async function connectMailbox(
  client: FormClient,
  { sandbox }: AppWithSandbox,
  user: keyof typeof passwords,
): Promise<void> {
  const authUrl = await client.startConnecting('gmail');
  const callback = await sandbox.consent(authUrl, { login: mailboxes[user] });
  const answer = await client.get(pathOf(callback));
  if (answer.status !== 303 || answer.headers.get('location') !== '/')
    throw new Error(`The callback answered ${answer.status}.`);
}
