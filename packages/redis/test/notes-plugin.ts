import { type IntegrationPlugin, oauth2 } from '@sidecar/core';
import type { FakeAuthorizationServer } from '@sidecar/testing';

/** A plugin without tools, whose tokens come from a fake authorization server. */
export function notesPlugin({ authorizationUrl, tokenUrl, apiUrl, client }: FakeAuthorizationServer) {
  return {
    specificationVersion: 'v1',
    id: 'notes',
    name: 'Notes',
    description: 'Notes of a person',
    icon: '📝',
    category: 'productivity',
    capabilities: { read: [], write: [], webhooks: false },
    auth: {
      oauth: oauth2({
        authUrl: authorizationUrl,
        tokenUrl,
        revocation: 'none',
        scopes: ['read'],
        pkce: 'S256',
        clientAuth: 'client_secret_basic',
        client: 'either',
        clientEnvironment: { id: 'NOTES_CLIENT_ID' },
        getClient: () => client,
        redirect: { hosts: ['127.0.0.1'], port: 'any' },
        rotation: 'always',
      }),
    },
    apiOrigins: [new URL(apiUrl).origin],
    tools: [],
  } as const satisfies IntegrationPlugin;
}
