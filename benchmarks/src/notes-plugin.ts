import { oauth2 } from '@sidecar/core';
import type { TokenEndpoints } from './contestant.ts';

/** An integration without tools, whose tokens a server of ours issues. */
export function notesPlugin({ tokenUrl, client }: TokenEndpoints) {
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
