// A host that has its own googleapis client, and lets Sidecar take care of the tokens.
import { createSidecar, memoryStore } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { gmail } from '@sidecar/plugin-gmail';
import { startSandbox } from '@sidecar/sandbox';
import { google } from 'googleapis';

const sandbox = await startSandbox();
const { client, apiUrl } = sandbox.google;
const plugins = [gmail({ client, endpoints: sandbox.google })];
const sidecar = createSidecar({ plugins, store: memoryStore() });
// Stands in for a person at a browser; a real host leaves `open` out.
const open = async (url: string) => void (await fetch(await sandbox.consent(url)));
await sidecar.connect('gmail', { via: loopback({ open }) });

const connection = sidecar.connection('gmail');
const rootUrl = `${apiUrl}/`;

// By token: with "expires now" googleapis asks before each request, so it never uses a token that was replaced.
const auth = new google.auth.OAuth2();
auth.refreshHandler = async () => ({
  access_token: await connection.getAccessToken(),
  expiry_date: Date.now(),
});
const byToken = google.gmail({ version: 'v1', rootUrl, auth });
const { data: profile } = await byToken.users.getProfile({ userId: 'me' });
console.log(`${profile.emailAddress} has ${profile.messagesTotal} messages.`);

// By fetch: also renews a token that Google refuses before its time.
const byFetch = google.gmail({ version: 'v1', rootUrl, fetchImplementation: connection.fetch });
sandbox.google.expireAccessTokens();
const { data } = await byFetch.users.labels.list({ userId: 'me' });
console.log(`It has ${data.labels?.length} labels.`);

await sidecar.close();
await sandbox.close();
