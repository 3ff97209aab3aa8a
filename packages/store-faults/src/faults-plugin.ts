import { type IntegrationPlugin, oauth2 } from '@sidecar/core';

/** Where and as whom the plugin of the fault runs asks for tokens. */
export interface TokenEndpoints {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly apiUrl: string;
  readonly client: { readonly id: string; readonly secret?: string };
}

/** A plugin without tools, whose tokens come from an authorization server of the tests. */
export function faultsPlugin({ authorizationUrl, tokenUrl, apiUrl, client }: TokenEndpoints) {
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
