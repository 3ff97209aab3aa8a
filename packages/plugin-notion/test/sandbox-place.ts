import { createSidecar, memoryStore } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { type ConsentOptions, startSandbox } from '@sidecar/sandbox';
import { freePort } from '@sidecar/test-servers/free-port';
import { notion } from '../src/index.ts';

/** A sandbox, a Sidecar that uses it, and ways to connect. */
export async function sandboxPlace(app: 'client' | 'legacyClient' = 'client') {
  const port = await freePort();
  const sandbox = await startSandbox({ notionRedirectUris: [`http://localhost:${port}/callback/notion`] });
  const { authUrl, tokenUrl, revocationUrl, apiUrl } = sandbox.notion;
  const endpoints = { authUrl, tokenUrl, revocationUrl, apiUrl };
  const plugin = notion({ client: sandbox.notion[app], endpoints });
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
  return {
    sandbox,
    sidecar,
    connect: async (consent: ConsentOptions = {}) => {
      const open = async (url: string) => {
        await fetch(await sandbox.consent(url, consent));
      };
      await sidecar.connect('notion', { via: loopback({ open, port }) });
    },
    connectByToken: () =>
      sidecar.connect('notion', { auth: 'token', fields: { token: sandbox.notion.internalToken() } }),
    /** Calls of the API: `POST /v1/search`. */
    calls: () => sandbox.requests('notion').map(({ method, url }) => `${method} ${new URL(url).pathname}`),
    close: async () => {
      await sidecar.close();
      await sandbox.close();
    },
  };
}
