import type { OAuth2Options } from '../src/auth/oauth2.ts';
import type { AnyPlugin } from '../src/index.ts';
import { oauth2 } from '../src/index.ts';
import { standardDialect } from './authorization-dialect.ts';

/** A plugin without oddities, at a given authorization server. */
export function standardPlugin(url: string, differences: Partial<OAuth2Options> = {}): AnyPlugin {
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
        authUrl: `${url}/authorize`,
        tokenUrl: `${url}/token`,
        deviceAuthorizationUrl: `${url}/device`,
        revocation: { url: `${url}/revoke`, scope: 'token', manualUrl: 'https://notes.example/apps' },
        scopes: ['read', 'write'],
        pkce: 'S256',
        clientAuth: 'client_secret_post',
        client: 'public',
        clientEnvironment: { id: 'NOTES_CLIENT_ID' },
        getClient: () => standardDialect.client,
        redirect: { hosts: ['127.0.0.1'], port: 'any' },
        rotation: 'always',
        ...differences,
      }),
    },
    apiOrigins: [url],
    tools: [],
  };
}
