import type { OAuth2Options } from '../../src/auth/oauth2.ts';
import { oauth2 } from '../../src/auth/oauth2.ts';
import type { AnyPlugin } from '../../src/plugin.ts';

/** Where and as whom the tested plugin asks for tokens. */
export interface TestedEndpoints {
  readonly tokenUrl: string;
  readonly apiUrl: string;
  readonly revocationUrl: string;
  readonly client: { readonly id: string; readonly secret: string };
}

/** A plugin without tools, whose tokens come from the strict server. */
export function testedPlugin(endpoints: TestedEndpoints, differences: Partial<OAuth2Options> = {}) {
  const { tokenUrl, apiUrl, revocationUrl, client } = endpoints;
  return {
    specificationVersion: 'v1',
    id: 'notes',
    name: 'Notes',
    description: 'Notes',
    icon: '📝',
    category: 'test',
    capabilities: { read: [], write: [], webhooks: false },
    auth: {
      oauth: oauth2({
        authUrl: 'http://127.0.0.1/unused',
        tokenUrl,
        revocation: { url: revocationUrl, scope: 'token' },
        scopes: ['openid', 'offline_access'],
        pkce: 'S256',
        clientAuth: 'client_secret_post',
        client: 'confidential',
        clientEnvironment: { id: 'NOTES_CLIENT_ID', secret: 'NOTES_CLIENT_SECRET' },
        getClient: () => client,
        redirect: { hosts: ['127.0.0.1'], port: 'any' },
        rotation: 'always',
        ...differences,
      }),
    },
    apiOrigins: [new URL(apiUrl).origin],
    tools: [],
  } as const satisfies AnyPlugin;
}
