import { createSidecar, memoryStore, oauth2 } from '@sidecar/core';
import { fileStore } from '@sidecar/core/file';
import type { SetUpContestant, TokenEndpoints } from './contestant.ts';

/** Sidecar itself: with the memory store, or with the file store when there is a folder. */
export const setUpContestant: SetUpContestant = async ({ endpoints, folder }) => {
  const store = folder === undefined ? memoryStore() : fileStore(folder, { key: [Buffer.alloc(32, 7)] });
  const sidecar = createSidecar({ plugins: [notesPlugin(endpoints)], store });
  return {
    save: async ({ name, accessToken, refreshToken, expiresAt }) => {
      const now = Date.now();
      // What core stores after an authorization; the public way to it needs a person at a consent page.
      const record = {
        format: 1,
        grantId: name,
        auth: 'oauth',
        accessToken,
        refreshToken,
        scopes: ['openid', 'offline_access'],
        expiresAt,
        obtainedAt: now - 7_200_000,
        connectedAt: now - 7_200_000,
        belongsTo: {
          tokenUrl: endpoints.tokenUrl,
          clientId: endpoints.client.id,
          origins: [new URL(endpoints.tokenUrl).origin],
        },
      };
      await store.set(`tokens/default/notes/${name}`, JSON.stringify(record), undefined);
    },
    open: async (name) => ({ source: sidecar.connection('notes', name), tokenOf: String }),
  };
};

function notesPlugin({ tokenUrl, client }: TokenEndpoints) {
  return {
    specificationVersion: 'v1',
    id: 'notes',
    name: 'Notes',
    description: 'An integration without tools',
    icon: '📝',
    category: 'benchmark',
    capabilities: { read: [], write: [], webhooks: false },
    auth: {
      oauth: oauth2({
        authUrl: new URL('/auth', tokenUrl).href,
        tokenUrl,
        revocation: 'none',
        scopes: ['openid', 'offline_access'],
        pkce: 'S256',
        clientAuth: 'client_secret_post',
        client: 'confidential',
        clientEnvironment: { id: 'NOTES_CLIENT_ID', secret: 'NOTES_CLIENT_SECRET' },
        getClient: () => client,
        redirect: { hosts: ['127.0.0.1'], port: 'any' },
        rotation: 'always',
      }),
    },
    apiOrigins: [new URL(tokenUrl).origin],
    tools: [],
  } as const;
}
